import { newLinkId } from "../../adapters/linkIds";
import { createOutboxes } from "../../adapters/outboxes";
import { emptyOutbox } from "../../domain/outbox";
import { testNow } from "../support/fakesLinks";
import { atOnce, newTable } from "../support/fakesTables";

describe("the outboxes", () => {
  const table = newTable();
  const outboxes = createOutboxes(table);
  const id = newLinkId(Buffer.alloc(16, 1));

  it("begin before the first event, and keep what is written", async () => {
    expect(await outboxes.read(id)).toEqual(emptyOutbox);
    const failing = { ...emptyOutbox, failures: 1, failingSince: testNow, nextTryAt: testNow };
    expect(await outboxes.change(id, () => failing)).toEqual(failing);
    expect(await outboxes.read(id)).toEqual(failing);
    expect(await outboxes.read(newLinkId(Buffer.alloc(16, 2)))).toEqual(emptyOutbox);
  });

  it("lose no change where many write at once, the first one included", async () => {
    const other = newLinkId(Buffer.alloc(16, 3));
    await atOnce(4, () => outboxes.change(other, (one) => ({ ...one, told: one.told + 1 })));
    expect((await outboxes.read(other)).told).toBe(4);
  });

  it("leave the row where there is nothing to change", async () => {
    const other = newLinkId(Buffer.alloc(16, 4));
    expect(await outboxes.change(other, () => undefined)).toEqual(emptyOutbox);
    expect(await table.get(other, "ticket")).toBeUndefined();
  });

  it("go on from a row of before there were retries", async () => {
    const other = newLinkId(Buffer.alloc(16, 5));
    await table.insert({ partitionKey: other, rowKey: "ticket", seq: 7 });
    expect(await outboxes.read(other)).toEqual({ ...emptyOutbox, told: 7 });
    await outboxes.change(other, (one) => ({ ...one, told: one.told + 1 }));
    expect((await outboxes.read(other)).told).toBe(8);
  });
});
