import type { LinkId } from "../../domain/ids";
import { createDeliverDue } from "../../functions/deliverDue";
import { newLinkId } from "../../adapters/linkIds";
import { aContext } from "../support/fakesHttp";
import { testNow } from "../support/fakesLinks";
import { createFollowUps } from "../../adapters/followUps";
import { emptyOutbox } from "../../domain/outbox";
import { fakeOutboxes } from "../support/fakesStorage";
import { newTable } from "../support/fakesTables";

const link = (n: number) => newLinkId(Buffer.alloc(16, n));
const later = (ms: number) => new Date(Date.parse(testNow) + ms).toISOString();

function stage() {
  const followUps = createFollowUps(newTable());
  const noted = async () => (await followUps.due("webhook", "2099")).map(({ linkId }) => linkId);
  const told: LinkId[] = [];
  const clock = { now: testNow };
  const receiver: { answer: (id: LinkId) => Promise<"heard" | "later"> } = {
    answer: () => Promise.resolve("heard"),
  };
  const outboxes = fakeOutboxes();
  const timer = createDeliverDue({
    ...{ followUps, backlog: followUps, outboxes },
    now: () => clock.now,
    deliver: (id) => {
      told.push(id);
      return receiver.answer(id);
    },
  });
  const note = (n: number, dueAt = testNow) =>
    followUps.note({ kind: "webhook", linkId: link(n), detail: "", dueAt });
  const context = aContext();
  return {
    followUps,
    outboxes,
    noted,
    told,
    clock,
    receiver,
    note,
    context,
    run: () => timer({}, context),
  };
}

describe("the timer of the webhooks", () => {
  it("tells what is due, forgets it once it is heard and leaves what is not due", async () => {
    const { noted, told, note, run } = stage();
    await note(1);
    await note(2, later(1));
    await run();
    expect(new Set(told)).toEqual(new Set([link(1)]));
    expect(await noted()).toEqual([link(2)]);
  });

  it("leaves the note for the next try of what is not heard yet, and no other", async () => {
    const { followUps, told, receiver, note, run } = stage();
    receiver.answer = async () => {
      await note(1, later(30_000));
      return "later";
    };
    await note(1);
    await run();
    expect(told).toEqual([link(1)]);
    expect(await followUps.due("webhook", later(29_999))).toEqual([]);
    expect(await followUps.due("webhook", later(30_000))).toHaveLength(1);
  });

  it("looks once more after its note is gone: an event may have come meanwhile", async () => {
    const { told, note, run } = stage();
    await note(1);
    await run();
    expect(told).toEqual([link(1), link(1)]);
  });

  it("goes on with the others where one fails, and tries that one again", async () => {
    const { noted, told, receiver, context, note, run } = stage();
    receiver.answer = (id) =>
      id === link(1) ? Promise.reject(new Error("x")) : Promise.resolve("heard");
    await note(1);
    await note(2);
    await run();
    expect(told).toContain(link(2));
    expect(await noted()).toEqual([link(1)]);
    expect(context.logged.join()).toContain(link(1));
  });

  it("says how many it told, and of how many it could not", async () => {
    const { receiver, note, run } = stage();
    for (const n of [1, 2, 3, 4]) await note(n, later(-n));
    receiver.answer = (id) => {
      if (id === link(1)) return Promise.reject(new Error("x"));
      return Promise.resolve(id === link(2) ? "later" : "heard");
    };
    expect(await run()).toEqual({ heard: 2, later: 1, failed: 1, left: 0 });
  });

  it("forgets word of an event that was heard after all, and keeps that of one that was not", async () => {
    const { followUps, outboxes, run } = stage();
    const untold = (seq: number) =>
      followUps.note({ kind: "untold", linkId: link(1), detail: String(seq), dueAt: testNow });
    outboxes.put({ ...emptyOutbox, told: 1, failures: 1, nextTryAt: later(1000) });
    await untold(1);
    await untold(2);
    await run();
    expect(await followUps.oldest("untold", 9)).toMatchObject([{ detail: "2" }]);
  });

  it("is over before its next run, the longest due first, whatever the receivers do", async () => {
    const { noted, told, clock, receiver, note, run } = stage();
    for (let n = 1; n <= 40; n++) await note(n, later(-n));
    receiver.answer = () => {
      clock.now = later(Date.parse(clock.now) - Date.parse(testNow) + 3000);
      return Promise.reject(new Error("no time"));
    };
    const { failed, left } = await run();
    expect(failed).toBe(told.length);
    expect(failed + left).toBe(40);
    expect(told[0]).toBe(link(40));
    expect(told.length).toBeLessThan(40);
    expect(await noted()).toHaveLength(40);
  });
});
