import type { Link } from "../../domain/link";
import type { Decision, Wait, WaitKind } from "../../domain/wait";
import {
  closeWait,
  decide,
  findWait,
  isOver,
  newWait,
  nextLook,
  remindersDue,
} from "../../domain/waits";
import { aLink, aRequest, aWait } from "../support/aLink";

const opened = "2026-11-22T10:00:00.000Z";
const hoursLater = (hours: number): string =>
  new Date(Date.parse(opened) + hours * 3_600_000).toISOString();
const aQuestion = (what: WaitKind = "consent") => ({
  n: 4,
  what,
  now: opened,
  tokenHash: "h",
  accountTokenHash: null,
  kid: "k2",
});
const waitOf = (days: number, what: WaitKind = "consent"): Wait =>
  newWait(
    aLink({ request: aRequest({ respondWithinDays: { consent: days, signIn: days } }) }),
    aQuestion(what),
  );
const declined = (at: string): Decision => ({ type: "declined", at, by: "administrator" });
const decidedLink = (result: Link | string): Link => {
  if (typeof result === "string") throw new Error(result);
  return result;
};

describe("a new wait", () => {
  it.each([
    [1, [8, 16]],
    [2, [16, 24, 32]],
    [7, [56, 112, 144]],
    [60, [480, 960, 1416]],
  ])("of %i days reminds after %j hours, never at its beginning or end", (days, hours) => {
    expect(waitOf(days).reminders).toEqual(hours.map(hoursLater));
    expect(waitOf(days).deadline).toBe(hoursLater(days * 24));
  });

  it("reminds once where two reminders fall together", () => {
    expect(waitOf(3).reminders).toEqual([24, 48].map(hoursLater));
  });

  it("begins undecided, with nobody reminded", () => {
    expect(waitOf(7)).toMatchObject({
      n: 4,
      what: "consent",
      openedAt: opened,
      reminded: 0,
      tokenHash: "h",
      kid: "k2",
      decision: null,
    });
  });

  it("takes the days of its own question", () => {
    const request = aRequest({ respondWithinDays: { consent: 2, signIn: 3 } });
    const deadline = (what: WaitKind) => newWait(aLink({ request }), aQuestion(what)).deadline;
    expect(deadline("consent")).toBe(hoursLater(48));
    expect(deadline("signIn")).toBe(hoursLater(72));
  });

  it("gives an administrator who is needed again seven days, whatever the request says", () => {
    expect(waitOf(1, "administrator").deadline).toBe(hoursLater(7 * 24));
  });

  it("gives both people the days of the request for write-back, each with a link of their own", () => {
    const request = aRequest({ respondWithinDays: { writeback: 9 } });
    const question = { ...aQuestion("writeback"), accountTokenHash: "a" };
    const wait = newWait(aLink({ request }), question);
    expect(wait).toMatchObject({ deadline: hoursLater(9 * 24), accountTokenHash: "a" });
    expect(wait.reminders).toEqual([72, 144, 192].map(hoursLater));
  });

  it("asks for the end on days 1, 3, 7 and 14, and is overdue a day later", () => {
    const wait = waitOf(1, "end");
    expect(wait.reminders).toEqual([1, 3, 7, 14].map((days) => hoursLater(days * 24)));
    expect(wait.deadline).toBe(hoursLater(15 * 24));
  });

  it("mails about a found account minutes later, unless its link mailed about it at once", () => {
    const first = (edition: 1 | 2) => {
      const link = aLink();
      const plan = link.plan && { ...link.plan, edition };
      return newWait({ ...link, plan }, aQuestion("confirmation")).reminders;
    };
    expect(first(2)).toEqual(["2026-11-22T10:03:00.000Z", ...first(1)]);
    expect(first(1)).toHaveLength(3);
  });

  it("gives an operator thirty days and no reminders by mail", () => {
    const wait = waitOf(1, "operator");
    expect(wait.deadline).toBe(hoursLater(30 * 24));
    expect(wait.reminders).toEqual([]);
  });
});

describe("an open wait", () => {
  const wait = waitOf(7);

  it.each([
    [0, 0, 56],
    [55.9, 0, 56],
    [56, 1, 112],
    [112, 2, 144],
    [144, 3, 168],
    [167.9, 3, 168],
  ])(
    "after %d hours has %i reminders due and is looked at again at hour %i",
    (hours, due, look) => {
      expect(remindersDue(wait, hoursLater(hours))).toBe(due);
      expect(nextLook(wait, hoursLater(hours))).toBe(hoursLater(look));
      expect(isOver(wait, hoursLater(hours))).toBe(false);
    },
  );

  it("is over at its deadline", () => {
    expect(isOver(wait, hoursLater(168))).toBe(true);
    expect(isOver(wait, hoursLater(167.999))).toBe(false);
  });
});

describe("decide", () => {
  const link = aLink({ wait: aWait({ n: 2 }) });
  const inTime = "2026-11-29T09:59:59.999Z";

  it("writes the first decision into the wait and changes nothing else", () => {
    const after = decidedLink(decide(link, 2, declined(inTime)));
    expect(after).toEqual({ ...link, wait: { ...link.wait, decision: declined(inTime) } });
    expect(link.wait?.decision).toBeNull();
  });

  it("tells everybody after the first that it is decided", () => {
    const after = decidedLink(decide(link, 2, declined(inTime)));
    for (const type of ["approved", "expired", "cancelled", "retry"] as const)
      expect(decide(after, 2, { type, at: inTime, by: "x" })).toBe("already_decided");
  });

  it.each([
    ["another wait's number", link, 1],
    ["a wait to come", link, 3],
    ["no wait at all", aLink({ wait: null }), 2],
    ["a wait that is closed", aLink({ wait: null, pastWaits: [aWait({ n: 2 })] }), 2],
  ])("refuses %s", (_what, row, n) => {
    expect(decide(row, n, declined(inTime))).toBe("already_decided");
  });

  it("is too late at the deadline, and only expiry may then decide", () => {
    const late = aWait().deadline;
    expect(decide(link, 2, declined(late))).toBe("link_expired");
    const expired: Decision = { type: "expired", at: late, by: "deadline" };
    expect(decidedLink(decide(link, 2, expired)).wait?.decision).toEqual(expired);
  });
});

describe("closeWait", () => {
  it("puts the wait behind the earlier ones, where findWait still finds it", () => {
    const first = aWait({ n: 1 });
    const second = aWait({ n: 2, decision: declined(opened) });
    const closed = closeWait(aLink({ wait: second, pastWaits: [first] }));
    expect(closed.wait).toBeNull();
    // No reminder of it went out, and none will.
    expect(closed.pastWaits).toEqual([first, { ...second, reminders: [] }]);
    expect(findWait(closed, 2)).toEqual({ ...second, reminders: [] });
    expect(findWait(closed, 3)).toBeUndefined();
  });

  it("keeps the reminders that went out", () => {
    const wait = aWait({ reminded: 2, decision: declined(opened) });
    expect(closeWait(aLink({ wait })).pastWaits[0]?.reminders).toEqual(wait.reminders.slice(0, 2));
  });

  it("keeps extensions once, with the question that was asked anew last", () => {
    const more = (day: number) => ({
      by: "x",
      at: `2026-11-2${String(day)}T10:00:00.000Z`,
      days: 1,
    });
    const other = aWait({ n: 1, what: "signIn", extended: [more(1)] });
    const first = aWait({ n: 2, extended: [more(2)] });
    const anew = aWait({ n: 3, extended: [more(2), more(3)] });
    const { pastWaits } = closeWait(aLink({ wait: anew, pastWaits: [other, first] }));
    expect(pastWaits.map(({ extended }) => extended)).toEqual([other.extended, [], anew.extended]);
    const fresh = aWait({ n: 3, extended: [] });
    const apart = closeWait(aLink({ wait: fresh, pastWaits: [first] })).pastWaits;
    expect(apart.map(({ extended }) => extended)).toEqual([first.extended, []]);
  });

  it("keeps the last twelve questions to people and the last eight others, so that a row never fills up", () => {
    let link = aLink({ wait: aWait({ n: 1 }) });
    for (let n = 2; n <= 20; n++)
      link = { ...closeWait(link), wait: aWait({ n, what: n === 2 ? "signIn" : "operator" }) };
    const kept = closeWait(link).pastWaits.map((wait) => wait.n);
    expect(kept).toEqual([1, 2, 13, 14, 15, 16, 17, 18, 19, 20]);
    for (let n = 21; n <= 60; n++) link = { ...closeWait(link), wait: aWait({ n }) };
    expect(closeWait(link).pastWaits).toHaveLength(12 + 8);
  });

  it("leaves a link without an open wait as it is", () => {
    const link = aLink({ wait: null });
    expect(closeWait(link)).toEqual(link);
  });
});
