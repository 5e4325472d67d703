import type { Link } from "../../domain/link";
import type { Decision, Wait } from "../../domain/wait";
import { statuses } from "../../domain/states";
import { decidedPage } from "../../views/pages/decidedPage";
import { aCaller, aLink, aWait } from "../support/aLink";
import { textOf } from "./everyView";

const decided = (type: Decision["type"]): Wait =>
  aWait({ decision: { type, at: "2026-11-23T08:30:00.000Z", by: "Jo <jo@contoso.example>" } });
const show = (link: Link, wait: Wait): string =>
  textOf(decidedPage({ link, caller: aCaller(), wait }));

describe("an answered mail", () => {
  it("tells what the answer was, when, and how the link stands", () => {
    const wait = decided("approved");
    const text = show(aLink({ status: "preparing", wait: null, pastWaits: [wait] }), wait);
    expect(text).toContain("The administrator agreed.");
    expect(text).toContain("Monday, 23 November 2026, 08:30 UTC");
    expect(text).toContain("The outside account is being invited.");
  });

  it("does not say that nobody decided while the answer is being taken up", () => {
    const wait = decided("declined");
    const text = show(aLink({ wait }), wait);
    expect(text).toContain("The answer is recorded and is being carried out.");
    expect(text).not.toMatch(/not decided|newest mail|opens the mailed link/);
  });

  it("sends the reader of an old mail to the newest one", () => {
    const text = show(aLink({ wait: aWait({ n: 2 }) }), aWait({ n: 1 }));
    expect(text).toContain("A newer mail took the place");
    expect(text).toContain("Open the link in the newest mail");
  });

  it("asks nothing of anybody once the link is finished", () => {
    const wait = decided("expired");
    const text = show(aLink({ status: "expired", wait: null, pastWaits: [wait] }), wait);
    expect(text).toContain("You need not do anything. If this is a surprise");
  });

  it.each([
    ["ownSubscription", "they manage the directory themselves. Nobody was invited."],
    ["signedOff", "Password write-back was signed off as done."],
    ["notDone", "password write-back will not be done."],
    ["ending", "The access is being ended, so this question is not open any more."],
    ["agreedToEnd", "An administrator signed in to end the access."],
  ] as const)("tells what the answer %s means", (type, words) => {
    const wait = decided(type);
    expect(show(aLink({ status: "completed", wait: null, pastWaits: [wait] }), wait)).toContain(
      words,
    );
  });

  it("sends only those to a newer mail whom it asks", () => {
    const answered = { ...decided("ending"), n: 3, what: "writeback" } as const;
    const link = aLink({ status: "ending", wait: aWait({ n: 4, what: "end" }) });
    const read = (reader: "administrator" | "account") =>
      textOf(decidedPage({ link, caller: aCaller(), wait: answered, reader }));
    expect(read("administrator")).toContain("Open the link in the newest mail");
    expect(read("account")).not.toContain("newest mail");
    // Where nobody says who reads it, either of the two may be meant.
    expect(show(link, answered)).toContain("Open the link in the newest mail");
  });

  it.each(statuses)("tells nobody's name or address when the link is %s", (status) => {
    const wait = decided("cancelled");
    const link = aLink({ status, wait: null, pastWaits: [wait] });
    const text = show(link, wait);
    expect(text).not.toMatch(/jo@|Jo /);
    expect(text).not.toContain(link.request.administrator.email);
    expect(text).not.toContain(link.request.account.email);
  });
});
