import { codes, type Code } from "../../domain/errors";
import { replies } from "../../domain/replies";
import { whatToDo } from "../../domain/whatToDo";
import { testNow } from "../support/fakesLinks";

const told = (code: Code, reply?: string): string | undefined =>
  whatToDo({ code, reply, step: "x", at: testNow, from: "preparing", evidence: null });
/** Nobody looks again by themselves any more once a link is parked. */
const waits = /\bby ourselves\b|\bwe look again\b|\bwe try\b|\bwe go on\b|\bwe wait\b/i;

describe("what to do about a parked link", () => {
  it.each(Object.keys(codes) as Code[])("is never that somebody waits (%s)", (code) => {
    const words = told(code);
    if (words === undefined) return;
    expect(words).toMatch(/^[A-Z][^]+\.$/);
    expect(words).not.toMatch(waits);
  });

  it.each(replies)("is so for Microsoft's answer $name too", ({ code, name }) => {
    const words = told(code, name);
    if (words === undefined) return;
    expect(words).not.toMatch(waits);
  });

  it("is said by the words of the very answer where that needs a person", () => {
    expect(told("account_already_in_directory", "ownDomain")).toContain("domain of the directory");
    expect(told("account_already_in_directory")).toContain("this link did not make");
    expect(told("mail_not_accepted", "sendAsDenied")).toContain("in the name of the mailbox");
    expect(told("graph_refused", "graphRefused")).toContain("trying again as it is will not help");
  });

  it("is said by the code where the waiting is over, or where the answer is not known any more", () => {
    const byCode = told("graph_refused");
    expect(byCode).toContain("after we waited");
    for (const reply of ["denied", "a row of another release", "ownDomain"])
      expect(told("graph_refused", reply)).toBe(byCode);
  });

  it.each<Code>([
    ...(["account_ambiguous", "account_mismatch", "one_time_passcode", "end_overdue"] as const),
    ...(["not_an_administrator", "plan_changed", "end_date_passed"] as const),
    ...(["not_the_administrator", "signing_key_gone", "storage_refused"] as const),
    ...(["unknown_failure", "role_still_active"] as const),
  ])("is there for %s, which is no answer of Microsoft's", (code) => {
    expect(told(code)).toBeDefined();
  });

  it("is nothing for what can hold up no link", () => {
    expect(told("duplicate_link")).toBeUndefined();
    expect(told("already_decided")).toBeUndefined();
  });
});
