import type { Link } from "../../domain/link";
import { endSteps, planScopes } from "../../domain/plan";
import { findRole } from "../../domain/roles";
import { endingPage } from "../../views/pages/endingPage";
import { endPage } from "../../views/pages/endPage";
import { aCaller, aRequest, aTenant } from "../support/aLink";
import { form, textOf, urlsOf, withFound } from "./everyView";
import { aLinked, anEnded, anEnding, aProof, aRole, aWritebackLink, undone } from "./someLinks";

const caller = aCaller();
const ask = (reader: "administrator" | "account", link: Link): string =>
  endPage({ link, caller, reader, form, appId: "app-id-1" });
const told = (reader: "administrator" | "account", link: Link): string =>
  textOf(endingPage({ link, caller, reader }));

describe("ending the access, for the administrator", () => {
  const link = aLinked();
  const page = ask("administrator", link);
  const text = textOf(page);

  it("says what will be done, with which permissions, before anything is", () => {
    expect(text).toContain("End the access of partner.ops@outlook.com to Contoso?");
    expect(text).toContain("Nothing happens until you have signed in.");
    for (const step of endSteps(link)) expect(text).toContain(step.words);
    for (const scope of planScopes(endSteps(link))) expect(page).toContain(`<code>${scope}</code>`);
    expect(text).toContain("must be app-id-1");
    expect(text).toContain("kept sealed (encrypted) until everything is taken back");
  });

  it("says what stays: the enterprise application and what Azure keeps", () => {
    expect(urlsOf(page).join()).toContain(
      `${aTenant}/#view/Microsoft_AAD_IAM/StartboardApplications`,
    );
    expect(text).toContain("“elevated access”");
    expect(text).toContain("This service never touches it.");
    const access = { roles: ["Global Reader"] };
    const templateId = findRole("Global Reader")?.templateId ?? aRole().templateId;
    const lesser = aLinked({ request: aRequest({ access }), roles: [aRole({ templateId })] });
    expect(textOf(ask("administrator", lesser))).not.toContain("elevated access");
  });

  it("leaves an account alone that was there before", () => {
    const found = withFound(link, "Partner");
    expect(textOf(ask("administrator", found))).toContain(
      "The account itself, which was in your directory before",
    );
  });

  it("has one guarded form", () => {
    expect(page).toMatch(
      /<form method="post" action="\/end">[^]*name="id"[^]*name="csrf"[^]*value="end"[^>]*>Sign in and end it</,
    );
  });

  it("says that an open question about write-back falls away", () => {
    expect(text).not.toContain("is not signed off yet");
    expect(textOf(ask("administrator", aWritebackLink()))).toContain("is not signed off yet");
  });

  it("speaks of what is left where an unfinished request left something", () => {
    const left = aLinked({ status: "cancelled", roles: [aRole({ state: "left" })], undone });
    const shown = textOf(ask("administrator", left));
    expect(shown).toContain("Remove what is left of partner.ops@outlook.com in Contoso?");
    expect(shown).not.toContain("How long it was given for");
  });
});

describe("giving the access back, for the account holder", () => {
  const page = ask("account", aLinked());
  it("says who carries it out, and that the account keeps it until then", () => {
    const text = textOf(page);
    expect(text).toContain("Give the access back?");
    expect(text).toContain(
      "An administrator of the directory gets a mail, signs in and takes it back",
    );
    expect(text).toContain("your account keeps what it has: do not use it any more");
    expect(page).not.toContain("admin@contoso");
    expect(page).toMatch(/action="\/end">[^]*name="csrf"[^]*value="giveBack"[^>]*>Give it back</);
  });
});

describe("how the end goes", () => {
  it.each([
    ["helpdesk", "Northwind Helpdesk asked that it ends."],
    ["caller helpdesk", "Northwind Helpdesk asked that it ends."],
    ["an-operator", "A person of this service asked that it ends."],
    ["account", "The holder of the account gives it back."],
    ["administrator", "An administrator of Contoso ends it."],
    ["endDate", "The agreed end date has come."],
  ])("says who wants it, %s", (by, words) => {
    expect(told("administrator", anEnding(by))).toContain(words);
  });

  it("waits for an administrator", () => {
    const link = anEnding("account");
    expect(told("administrator", link)).toContain("Open the link in the newest mail");
    expect(told("account", link)).toContain("do not use it any more");
    expect(told("account", link)).not.toContain("Open the link");
  });

  it("says that it is being done once an administrator has signed in", () => {
    const { ending } = anEnding("administrator");
    const link = anEnding("administrator", {
      ending: ending && { ...ending, proof: aProof },
      wait: null,
    });
    expect(told("administrator", link)).toContain("It is being taken back now");
    expect(told("account", link)).toContain("This page renews itself");
  });

  it("does not claim an end that is overdue", () => {
    const text = told("administrator", anEnding("endDate", { status: "needsOperator" }));
    expect(text).toContain("The access has not ended yet");
    expect(text).toContain("A person of this service looks at it now.");
  });

  it("reports what was done and what was left, to the administrator only", () => {
    const text = told("administrator", anEnded());
    expect(text).toMatch(/Role A: taken back\. Guest B: still there\. Open it in the Entra admin/);
    expect(text).toContain("Open Enterprise applications");
    expect(text).toContain("something had to stay");
    const holder = told("account", anEnded());
    expect(holder).toContain("The access has ended");
    expect(holder).not.toMatch(/Guest B|Enterprise applications/);
  });
});
