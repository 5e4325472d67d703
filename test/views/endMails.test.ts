import { endSteps } from "../../domain/plan";
import { aCaller, aLink, aTenant, aWait } from "../support/aLink";
import { endToken, mailOf, mailText, publicUrl, token, urlsOf } from "./everyView";
import { aLinked, anEnded, anEnding, aRole, endDate, undone, withEnd } from "./someLinks";

const caller = aCaller();

describe.each(["askEnd", "remindEnd"] as const)("the mail %s", (name) => {
  it("says why, what will be done, and leads the administrator to the one right page", () => {
    const link = anEnding("helpdesk");
    const mail = mailOf(name, link, caller);
    expect(mail?.to).toBe("admin@contoso.onmicrosoft.com");
    expect(urlsOf(mail?.html ?? "")).toEqual([`${publicUrl}/end?t=${token}`]);
    expect(mail?.subject.startsWith("Reminder: ")).toBe(name === "remindEnd");
    const text = mailText(name, link, caller);
    expect(text).toContain("The access of partner.ops@outlook.com to Contoso is to end.");
    expect(text).toContain("Northwind Helpdesk asked that it ends.");
    for (const { words } of endSteps(link)) expect(text).toContain(words);
    expect(text).toContain("Sign in and end it on links.example");
    expect(text).toContain("activate your role first");
    expect(text).toContain("Until then the account keeps what it has.");
  });

  it.each([
    ["account", "The holder of the account gives it back."],
    ["administrator", "An administrator of Contoso ends it."],
    ["endDate", "The agreed end date has come: Sunday, 31 January 2027, 00:00 UTC."],
  ])("names %s as the one who wants it", (by, words) => {
    const until = { at: endDate, enforcedBy: "reminder" } as const;
    const link = anEnding(by, { request: withEnd(), until });
    expect(mailText(name, link, caller)).toContain(words);
  });

  it("speaks of what is left where an unfinished request left something", () => {
    const link = anEnding("helpdesk", { roles: [aRole({ state: "left" })] });
    expect(mailText(name, link, caller)).toContain(
      "What the request for partner.ops@outlook.com left in Contoso is to be removed.",
    );
  });

  it("is not sent once an administrator has signed in", () => {
    const decision = { type: "agreedToEnd", at: endDate, by: "administrator" } as const;
    const wait = aWait({ n: 4, what: "end", decision });
    expect(mailOf(name, anEnding("account", { wait }), caller)).toBeUndefined();
  });
});

describe("the mails of an access that has ended", () => {
  it("report to the administrator what was done, what is left and what only they can remove", () => {
    const mail = mailOf("endedAdministrator", anEnded(), caller);
    expect(mail?.to).toBe("admin@contoso.onmicrosoft.com");
    const text = mailText("endedAdministrator", anEnded(), caller);
    expect(text).toContain("has ended. Not everything could be taken back");
    expect(text).toMatch(/Role A: taken back\. Guest B: still there/);
    expect(urlsOf(mail?.html ?? "").join()).toContain(
      `${aTenant}/#view/Microsoft_AAD_IAM/Startboard`,
    );
    expect(text).toContain("“elevated access”");
  });

  it("do not warn of what is not so", () => {
    const done = anEnded({ undone: undone.slice(0, 1) });
    expect(mailText("endedAdministrator", done, caller)).toContain("What was given is taken back.");
  });

  it("tell the account holder that it is gone, or that a role could not be taken back", () => {
    expect(mailOf("endedAccount", anEnded(), caller)?.to).toBe("partner.ops@outlook.com");
    expect(mailText("endedAccount", anEnded(), caller)).toContain("has no role from us");
    const left = anEnded({ roles: [aRole({ state: "left" })] });
    expect(mailText("endedAccount", left, caller)).not.toContain("has no role from us");
  });

  it("are not sent to an account holder who was never asked", () => {
    expect(mailOf("endedAccount", anEnded({ pastWaits: [] }), caller)).toBeUndefined();
  });
});

describe("the mail of a request that stopped", () => {
  const stopped = aLinked({ status: "undoing", outcome: null, undone });

  it("offers a sign-in that removes what is left", () => {
    const mail = mailOf("stoppedAdministrator", stopped, caller);
    expect(urlsOf(mail?.html ?? "")).toContain(`${publicUrl}/end?t=${endToken}`);
    expect(mailText("stoppedAdministrator", stopped, caller)).toContain(
      "Sign in and remove what is left",
    );
  });

  it("offers none where nothing is left", () => {
    const clean = { ...stopped, undone: undone.slice(0, 1) };
    expect(mailOf("stoppedAdministrator", clean, caller)?.html).not.toContain("/end?");
    const early = aLink({ status: "undoing", wait: null, pastWaits: [aWait()] });
    expect(mailOf("stoppedAdministrator", early, caller)?.html).not.toContain("/end?");
  });
});
