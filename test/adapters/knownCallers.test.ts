import { createKnownCallers } from "../../adapters/knownCallers";
import { testNow } from "../support/fakesLinks";
import { newTable } from "../support/fakesTables";

describe("known callers", () => {
  const table = newTable();
  const clock = { now: testNow };
  const known = (...declared: string[]) =>
    createKnownCallers(
      table,
      declared.map((id) => ({ id })),
      () => clock.now,
    );

  it("are those declared, and those who were declared when they asked", async () => {
    const before = known("helpdesk", "portal");
    expect(await before.knownCallers()).toEqual(["helpdesk", "portal"]);
    await before.note("portal");
    await before.note("portal");
    expect(await known("helpdesk").knownCallers()).toEqual(["helpdesk", "portal"]);
    expect(await known("portal").knownCallers()).toEqual(["portal"]);
  });

  it("are looked up once a minute, and noted once a process", async () => {
    const [list, upsert] = [jest.spyOn(table, "list"), jest.spyOn(table, "upsert")];
    const callers = known("helpdesk");
    for (let n = 0; n < 3; n++) {
      await callers.note("other");
      await callers.knownCallers();
    }
    expect([list, upsert].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
    clock.now = new Date(Date.parse(testNow) + 60_000).toISOString();
    await callers.knownCallers();
    expect(list).toHaveBeenCalledTimes(2);
  });

  it("are noted again where storage did not take the note", async () => {
    const callers = known();
    jest.spyOn(table, "upsert").mockRejectedValueOnce(new Error("storage is down"));
    await expect(callers.note("late")).rejects.toThrow("down");
    await callers.note("late");
    expect(await callers.knownCallers()).toContain("late");
  });
});
