import type { Delivery } from "../../domain/delivery";
import { afterPost, callbackState, emptyOutbox, maySend, type Outbox } from "../../domain/outbox";

const start = "2026-11-22T10:00:00.000Z";
const at = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString();
const answer = (status: number, retryAfter: number | null = null): Delivery => ({
  ...{ status, retryAfter },
  code: null,
});
const post = (outbox: Outbox, delivery: Delivery, now = start, seq = outbox.told + 1): Outbox => {
  const after = afterPost(outbox, outbox, { seq, delivery, now, lastSeq: 5 });
  if (!after) throw new Error("it said nothing new");
  return after;
};
const secondsTo = (outbox: Outbox, from = start) =>
  (Date.parse(outbox.nextTryAt ?? "") - Date.parse(from)) / 1000;

describe("the outbox", () => {
  it("waits longer with each failure, from 30 seconds up to 8 hours", () => {
    let outbox = emptyOutbox;
    const waits: number[] = [];
    for (let turn = 0; turn < 11; turn++) {
      const now = outbox.nextTryAt ?? start;
      outbox = post(outbox, answer(500), now);
      waits.push(secondsTo(outbox, now));
    }
    expect(waits).toEqual([
      ...[30, 60, 300, 900, 1800, 3600, 7200, 14_400],
      ...[28_800, 28_800, 28_800],
    ]);
  });

  it.each([
    [429, 120, 120],
    [503, 7200, 7200],
    [429, 0, 30],
    [503, -5, 30],
    [429, 1e9, 86_400],
  ])("with %i waits as long as it is asked to, within bounds: %i → %i", (status, asked, waited) => {
    expect(secondsTo(post(emptyOutbox, answer(status, asked)))).toBe(waited);
  });

  it("is tried for the last time three days after the first failure", () => {
    const failing = post(emptyOutbox, answer(500));
    const nearEnd = post(failing, answer(500), at(3 * 86_400 - 10));
    expect(nearEnd.nextTryAt).toBe(at(3 * 86_400));
    expect(nearEnd.stopped).toBeNull();
    const over = post(nearEnd, answer(500), at(3 * 86_400));
    expect(over).toMatchObject({ stopped: "givenUp", nextTryAt: null, stoppedSeq: 5 });
    expect(maySend(over, { lastSeq: 5, now: at(9 * 86_400) })).toBe(false);
    expect(maySend(over, { lastSeq: 6, now: at(9 * 86_400) })).toBe(true);
  });

  it("counts three days anew for the next event", () => {
    const failing = post(emptyOutbox, answer(500));
    const heard = post(failing, answer(204), at(2 * 86_400));
    expect(heard).toEqual({ ...emptyOutbox, told: 1, lastAnswer: "204" });
    const next = post(heard, answer(500), at(3 * 86_400 + 1));
    expect(next).toMatchObject({ failures: 1, stopped: null });
  });

  it.each([200, 201, 204, 299])("takes %i for heard", (status) => {
    expect(post(emptyOutbox, answer(status)).told).toBe(1);
  });

  it.each([100, 199, 301, 302, 304, 307, 308, 400, 401, 404, 500, 503])(
    "does not take %i for heard",
    (status) => {
      expect(post(emptyOutbox, answer(status))).toMatchObject({ told: 0, failures: 1 });
    },
  );

  it("stops for good at 410", () => {
    const gone = post(emptyOutbox, answer(410));
    expect(gone.stopped).toBe("gone");
    expect(maySend(gone, { lastSeq: 99, now: at(1e8) })).toBe(false);
  });

  it("counts one failure where two senders failed at once, and never goes back", () => {
    const posted = { seq: 1, delivery: answer(500), now: start, lastSeq: 5 };
    const once = post(emptyOutbox, answer(500));
    expect(afterPost(once, emptyOutbox, posted)).toBeUndefined();
    const ahead = { ...emptyOutbox, told: 3 };
    expect(afterPost(ahead, emptyOutbox, posted)).toBeUndefined();
    expect(afterPost(ahead, emptyOutbox, { ...posted, delivery: answer(200) })).toBeUndefined();
  });

  it("says how the callback does", () => {
    const none = { state: "none", since: null, lastAnswer: null, nextTryAt: null };
    expect(callbackState(undefined)).toEqual(none);
    expect(callbackState(emptyOutbox)).toEqual({ ...none, state: "ok" });
    const failing = post(emptyOutbox, answer(500));
    const retrying = { state: "retrying", since: start, lastAnswer: "500", nextTryAt: at(30) };
    expect(callbackState(failing)).toEqual(retrying);
    const stopped = { state: "stopped", since: at(30), lastAnswer: "410", nextTryAt: null };
    expect(callbackState(post(failing, answer(410), at(30)))).toEqual(stopped);
  });
});
