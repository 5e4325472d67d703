import { concernOf, countWaiting, needingAttention } from "../../domain/attention";
import { linkId } from "../../domain/ids";
import { summaryOf, type LinkSummary } from "../../domain/listing";
import { aLink } from "../support/aLink";

const now = "2026-11-24T12:00:00.000Z";
const before = (hours: number): string =>
  new Date(Date.parse(now) - hours * 3_600_000).toISOString();
const after = (hours: number): string => before(-hours);

const idOf = (letter: string) => linkId.parse(letter.repeat(26));
const aSummary = (letter: string, more: Partial<LinkSummary> = {}): LinkSummary => ({
  ...summaryOf(aLink({ id: idOf(letter) })),
  nextReminderAt: after(5),
  expiresAt: after(50),
  ...more,
});

describe("what an operator should look at", () => {
  it.each<[string, Partial<LinkSummary>, string | null]>([
    ["a parked case", { status: "needsOperator", waitingOn: "operator" }, "parked"],
    ["a case that goes its way", {}, null],
    ["a deadline that nothing took up", { expiresAt: before(1) }, "overdue"],
    ["an open case after the last reminder", { nextReminderAt: null }, "noReminderLeft"],
    [
      "a step that takes hours",
      { status: "preparing", waitingOn: "directory", expiresAt: null, since: before(2) },
      "slow",
    ],
    [
      "a step that takes minutes",
      { status: "preparing", waitingOn: "directory", expiresAt: null, since: before(0.2) },
      null,
    ],
    [
      "an answer that is being taken up",
      { waitingOn: "directory", nextReminderAt: null, since: before(90) },
      null,
    ],
    [
      "a finished case",
      { status: "completed", waitingOn: "nobody", expiresAt: before(3), nextReminderAt: null },
      null,
    ],
  ])("%s", (_what, more, expected) => {
    expect(concernOf(aSummary("a", more), now)).toBe(expected);
  });

  it("stands in the order of need, the longest-standing first, each once", () => {
    const parked = { status: "needsOperator", waitingOn: "operator" } as const;
    const links = [
      aSummary("a", { nextReminderAt: null, expiresAt: after(40) }),
      aSummary("b", { nextReminderAt: null, expiresAt: after(4) }),
      aSummary("c", { ...parked, since: before(1) }),
      aSummary("d", { ...parked, since: before(30) }),
      aSummary("e", { expiresAt: before(2) }),
      aSummary("f"),
      aSummary("d", { ...parked, since: before(30) }),
    ];
    const order = needingAttention(links, now).map(({ link }) => link.id.charAt(0));
    expect(order.join("")).toBe("dceba");
  });
});

describe("whom cases wait for", () => {
  it("is counted by person", () => {
    const links = [aSummary("a"), aSummary("b"), aSummary("c", { waitingOn: "operator" })];
    expect(countWaiting(links)).toEqual({
      administrator: 2,
      operator: 1,
      account: 0,
      directory: 0,
      nobody: 0,
    });
  });
});
