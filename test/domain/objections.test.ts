import { rules, whyNot, type Action } from "../../domain/actions";
import type { Link } from "../../domain/link";
import { statuses } from "../../domain/states";
import { aLink, aWait, fullLink } from "../support/aLink";
import { testNow } from "../support/fakesLinks";

const given = { at: testNow, by: "helpdesk" };
const operator = aWait({ what: "operator" });
const parkedAs = (code: NonNullable<Link["parked"]>["code"]): Partial<Link> => ({
  ...{ status: "needsOperator", wait: operator },
  parked: { code, step: "inviteAccount", at: testNow, from: "preparing", evidence: null },
});
const ending = { by: "x", at: testNow, runId: "r", lastWait: 1, proof: null, scopes: [] };
const extendedBy = (...days: number[]) =>
  aWait({ extended: days.map((one) => ({ ...given, days: one })) });
const full = { reasons: fullLink.reasons };
const answered = { wait: aWait({ decision: { ...given, type: "notMe" } }) };
const cancelling = { wait: null, cancelRequested: given };

describe("why a link does not take an action", () => {
  it.each<[Action, string, Partial<Link>, string]>([
    [
      "resend",
      "nothing asked",
      { status: "preparing", wait: null },
      "preparing has no open question to mail.",
    ],
    ["resend", "between two questions", { wait: null }, "try again in a moment"],
    ["resend", "answered", answered, "was answered"],
    ["resend", "cancelling", cancelling, "is being cancelled"],
    [
      "resend",
      "an operator's",
      parkedAs("graph_refused"),
      "waits for an operator, whose question is not mailed",
    ],
    ["resend", "too often", { resends: { consent: 10 } }, "sent anew 10 times"],
    ["resend", "no room", full, "only cancel, end and erase"],
    ["retry", "another question", {}, "awaitingConsent has nothing to retry"],
    [
      "retry",
      "nothing asked",
      { status: "preparing", wait: null },
      "preparing has nothing to retry",
    ],
    ["retry", "the wrong person", parkedAs("not_the_administrator"), "name another administrator"],
    ["retry", "no room", { ...parkedAs("graph_refused"), ...full }, "only cancel, end and erase"],
    ["administrator", "parked for another reason", parkedAs("graph_refused"), "look at `parked`"],
    [
      "administrator",
      "the account is asked",
      { status: "awaitingSignIn", wait: aWait({ what: "signIn" }) },
      "awaitingSignIn asks cannot be answered by another administrator",
    ],
    [
      "administrator",
      "nothing asked",
      { status: "assigningRole", wait: null },
      "assigningRole asks no administrator.",
    ],
    ["administrator", "too often", { named: { link: 10, end: 0 } }, "named 10 times"],
    ["administrator", "no room", full, "only cancel, end and erase"],
    [
      "extend",
      "nothing asked",
      { status: "completed", outcome: "completed", wait: null },
      "completed has no open question whose deadline could move.",
    ],
    [
      "extend",
      "too often",
      { wait: extendedBy(...Array<number>(10).fill(1)) },
      "was moved 10 times",
    ],
    ["extend", "too far", { wait: extendedBy(60, 60, 60) }, "got 180 days more"],
    ["extend", "no room", full, "only cancel, end and erase"],
    [
      "cancel",
      "linked",
      { status: "completed", outcome: "completed", wait: null },
      "completed cannot be cancelled",
    ],
    [
      "cancel",
      "ending",
      { status: "ending", ending, wait: aWait({ what: "end" }) },
      "is being ended",
    ],
    ["cancel", "cancelling", cancelling, "is being cancelled"],
    ["end", "not yet", {}, "awaitingConsent has no access to end"],
    [
      "end",
      "nothing left",
      { status: "cancelled", outcome: "cancelled", wait: null },
      "Nothing of this link, which is cancelled, is left in the directory",
    ],
    [
      "end",
      "just signed off",
      { status: "awaitingWriteback", wait: null },
      "try again in a moment",
    ],
    ["end", "ending", { status: "ending", ending }, "is being ended"],
    ["erase", "not finished", {}, "awaitingConsent are still needed"],
    [
      "erase",
      "an end date",
      {
        status: "completed",
        outcome: "completed",
        wait: null,
        until: { at: "2027-01-31T00:00:00.000Z", enforcedBy: "reminder" },
      },
      "has an end date (2027-01-31T00:00:00.000Z)",
    ],
    [
      "erase",
      "erased",
      { status: "ended", outcome: "ended", wait: null, erasedAt: testNow },
      "were erased",
    ],
  ])("names the one cause (%s: %s)", (action, _when, link, words) => {
    const said = whyNot(aLink(link), action) ?? "";
    expect(said).toContain(words);
    expect(said).not.toMatch(/, or /);
  });

  it.each<[Action, Partial<Link>]>([
    ["resend", {}],
    ["retry", parkedAs("graph_refused")],
    ["administrator", parkedAs("not_the_administrator")],
    ["extend", { wait: extendedBy(60, 60, 59) }],
    ["cancel", {}],
    ["end", { status: "completed", outcome: "completed", wait: null }],
    ["erase", { status: "ended", outcome: "ended", wait: null }],
  ])("is nothing where it does (%s)", (action, link) => {
    expect(whyNot(aLink(link), action)).toBeUndefined();
  });

  it("names statuses and nothing else as those that take it at all", () => {
    for (const { allowedIn, where = {} } of Object.values(rules)) {
      expect(statuses).toEqual(expect.arrayContaining([...allowedIn]));
      expect(allowedIn).toEqual(expect.arrayContaining(Object.keys(where)));
    }
  });
});
