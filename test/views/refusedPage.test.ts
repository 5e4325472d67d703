import { refusedPage } from "../../views/pages/refusedPage";
import { aCaller, aLink, aRequest, aTenant } from "../support/aLink";
import { refusalCodes, textOf } from "./everyView";

const link = aLink();
const caller = aCaller();

describe("a refusal", () => {
  it.each(refusalCodes)(
    "%s says that nothing was changed and what to do, also without a link",
    (code) => {
      const text = textOf(refusedPage({ code }));
      expect(text).toContain("Nothing was changed.");
      expect(text).toContain("What you can do");
      expect(text).toContain(`give this code: ${code}`);
    },
  );

  it("names the other directory and how to remove what was granted there", () => {
    const detail = { expected: "Contoso", found: aTenant };
    const text = textOf(refusedPage({ code: "wrong_directory", link, caller, detail }));
    expect(text).toContain("The request is about Contoso");
    expect(text).toContain(aTenant);
    expect(text).toContain(
      "open Enterprise applications, choose this app, then Properties and Delete",
    );
  });

  it("names the roles that may agree, and that an eligible role has to be activated", () => {
    const text = textOf(refusedPage({ code: "not_an_administrator", link, caller }));
    expect(text).toContain("Global Administrator or Privileged Role Administrator");
    expect(text).toContain("activate it");
  });

  it("names missing permissions in words", () => {
    const detail = { missing: ["User.Invite.All"] };
    const text = textOf(refusedPage({ code: "consent_incomplete", link, caller, detail }));
    expect(text).toContain("Invite guest users to the organization User.Invite.All");
  });

  it("names both accounts when another one signed in", () => {
    const detail = { expected: "a@x.example", signedInAs: "b@y.example" };
    const text = textOf(refusedPage({ code: "account_mismatch", link, caller, detail }));
    expect(text).toContain("meant for a@x.example. You signed in as b@y.example.");
  });

  it("offers to begin again where that helps", () => {
    const page = refusedPage({ code: "consent_declined", link, caller, againUrl: "/consent?id=1" });
    expect(page).toMatch(/href="\/consent\?id=1"\s*>Begin again/);
    expect(refusedPage({ code: "consent_declined", link, caller })).not.toContain("Begin again<");
  });
});

describe("a refusal of a person", () => {
  const show = (code: Parameters<typeof refusedPage>[0]["code"], more = {}) =>
    refusedPage({ code, link, caller, ...more });

  it("leads to the eligible roles of the directory where the role is not active", () => {
    const page = show("role_not_active");
    expect(page).toContain(`${aTenant}/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade`);
    expect(textOf(page)).toContain("activate the role, wait some minutes, and begin again here");
  });

  it("says which kind of account was asked for and which one signed in", () => {
    const detail = { expected: "a work or school account", found: "a personal Microsoft account" };
    const text = textOf(show("account_kind_mismatch", { detail }));
    expect(text).toContain("this was asked for: a work or school account.");
    expect(text).toContain("You signed in with a personal Microsoft account.");
  });

  it("explains why a mailed passcode is not enough", () => {
    expect(textOf(show("one_time_passcode"))).toContain(
      "whoever reads that mailbox could use the role",
    );
  });

  it("names the tenant id that a network would have to allow", () => {
    expect(textOf(show("tenant_restrictions"))).toContain(`tenant id ${aTenant}`);
  });

  it.each([
    ["needs_administrator", "Only an administrator may."],
    ["account_not_in_directory", "The account that you signed in with is not in Contoso"],
    ["device_or_policy_blocks", "the sign-in log there names the rule"],
    ["app_not_usable_there", "under Enterprise applications whether this app is there"],
    ["link_passed_on", "Somebody else is asked now"],
    ["link_replaced", "Open the link in the newest mail"],
    ["plan_changed", "You agree to what you saw and to nothing else"],
    ["not_endable", "The access was ended already, is just being ended, or was not given yet."],
  ] as const)("%s says what happened", (code, words) => {
    expect(textOf(show(code))).toContain(words);
  });

  it("names every way in which a choice can be wrong, the end date too", () => {
    expect(textOf(show("choice_refused"))).toMatch(
      /no role.*the end date is no date, is over, comes before everybody had their time to answer, or is later than/,
    );
    const dated = { ...link, request: aRequest({ accessUntil: "2027-01-31T00:00:00Z" }) };
    expect(textOf(refusedPage({ code: "choice_refused", link: dated }))).toContain(
      "The date that was asked for is Sunday, 31 January 2027, 00:00 UTC.",
    );
  });

  it("does not claim that nobody was invited once somebody was", () => {
    expect(textOf(show("not_an_administrator"))).toContain("No account was invited");
    const later = { ...link, status: "completed" } as const;
    const text = textOf(refusedPage({ code: "not_an_administrator", link: later, caller }));
    expect(text).not.toContain("No account was invited");
    expect(text).toContain("What was done before stands as it was.");
  });
});
