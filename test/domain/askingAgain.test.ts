import {
  isPastEnd,
  mostDaysExtended,
  wasJustExtended,
  wasJustResent,
  withExtension,
} from "../../domain/askingAgain";
import type { Link } from "../../domain/link";
import type { Status } from "../../domain/states";
import type { WaitKind } from "../../domain/wait";
import { newWait, nextLook, remindersDue } from "../../domain/waits";
import { aLink, aRequest, aWait } from "../support/aLink";
import { testNow } from "../support/fakesLinks";

const later = (ms: number, from = testNow): string => new Date(Date.parse(from) + ms).toISOString();
const day = 24 * 60 * 60 * 1000;
const resent = { type: "resent" as const, at: testNow, by: "helpdesk" };
const question = { n: 2, tokenHash: "t", accountTokenHash: null, kid: "k1" };

describe("a question that is mailed once more", () => {
  const anew = (what: WaitKind, changes: Partial<Link> = {}) =>
    newWait(aLink({ wait: null, pastWaits: [aWait({ what, decision: resent })], ...changes }), {
      ...question,
      ...{ what, now: testNow },
    });

  it.each(["consent", "confirmation", "signIn", "administrator", "writeback", "end"] as const)(
    "keeps its deadline (%s), and reminds nobody in the next three minutes",
    (what) => {
      const wait = anew(what);
      expect(wait.deadline).toBe(aWait().deadline);
      expect(wait.reminders.every((time) => time > later(3 * 60 * 1000))).toBe(true);
      expect(wait.reminders.length).toBeGreaterThan(0);
    },
  );

  it("has its whole time again where another question of the kind came in between", () => {
    const open = aWait({ n: 2, what: "signIn" });
    const pastWaits = [aWait({ what: "signIn", decision: resent }), open];
    expect(anew("signIn", { pastWaits }).deadline).toBe(later(7 * day));
  });

  it("is not mailed twice for a repeat: before it is taken up, and for a minute after that", () => {
    const pastWaits = [aWait({ decision: resent })];
    const wait = aWait({ n: 2 });
    expect(wasJustResent(aLink({ wait: aWait({ decision: resent }) }), later(day))).toBe(true);
    expect(wasJustResent(aLink({ pastWaits, wait: null }), later(day))).toBe(true);
    expect(wasJustResent(aLink({ pastWaits, wait }), later(59_999))).toBe(true);
    expect(wasJustResent(aLink({ pastWaits, wait }), later(60_000))).toBe(false);
    expect(wasJustResent(aLink({ pastWaits, wait: aWait({ what: "signIn" }) }), testNow)).toBe(
      false,
    );
    expect(wasJustResent(aLink(), testNow)).toBe(false);
  });
});

describe("a deadline that moves", () => {
  const more = { by: "helpdesk", at: testNow, days: 10 };
  const extended = (wait = aWait()) => withExtension(aLink({ wait }), wait, more).link.wait;

  it("moves by so many days, keeps what was reminded of, and says until when in the event", () => {
    const wait = extended(aWait({ reminded: 1, reminders: [later(-day), later(day)] }));
    expect(wait?.deadline).toBe(later(10 * day, aWait().deadline));
    expect(wait?.reminders[0]).toBe(later(-day));
    expect(wait && remindersDue(wait, testNow)).toBe(1);
    expect(wait && Date.parse(nextLook(wait, testNow))).toBeGreaterThan(Date.parse(testNow));
    expect(withExtension(aLink(), aWait(), more).events).toEqual([
      { type: "link.extended", data: { by: "helpdesk", days: 10, until: wait?.deadline } },
    ]);
  });

  it("reminds nobody of an operator's question, and of the end at other times than at first", () => {
    expect(extended(aWait({ what: "operator", reminders: [] }))?.reminders).toEqual([]);
    expect(extended(aWait({ what: "end", reminders: [] }))?.reminders).toHaveLength(3);
  });

  it("is the same request for a minute, by the same caller and with the same days", () => {
    const link = aLink({ wait: extended() ?? null });
    expect(wasJustExtended(link, { ...more, at: later(59_999) })).toBe(true);
    expect(wasJustExtended(link, { ...more, at: later(60_000) })).toBe(false);
    expect(wasJustExtended(link, { ...more, by: "other" })).toBe(false);
    expect(wasJustExtended(link, { ...more, days: mostDaysExtended })).toBe(false);
  });

  it.each<[WaitKind, Status | null, number]>([
    ["consent", null, 21],
    ["confirmation", null, 21],
    ["signIn", null, 14],
    ["administrator", "preparing", 21],
    ["administrator", "assigningRole", 14],
    ["operator", "assigningRole", 14],
    ["writeback", null, 0],
  ])("leaves everybody after it their time before the access ends (%s, %s)", (what, from, days) => {
    const parked = from && {
      ...{ code: "session_lapsed" as const, step: "x", at: testNow, evidence: null, from },
    };
    const wait = aWait({ what });
    const ends = (ms: number) =>
      isPastEnd(
        aLink({ parked, request: aRequest({ accessUntil: later(ms, wait.deadline) }) }),
        wait,
      );
    expect([ends(days * day), ends(days * day + 1000)]).toEqual([true, false]);
    expect(isPastEnd(aLink({ parked }), wait)).toBe(false);
  });
});
