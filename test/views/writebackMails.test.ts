import type { Link } from "../../domain/link";
import type { Decision, Wait } from "../../domain/wait";
import { aCaller, aLink, aRequest, aWait } from "../support/aLink";
import { accountToken, mailOf, mailText, publicUrl, token, urlsOf } from "./everyView";
import { aLinked, aWritebackLink, checked, writebackWait } from "./someLinks";

const caller = aCaller();
const at = "2026-11-24T10:00:00.000Z";
const answered = (type: Decision["type"], by = "account"): Wait =>
  writebackWait({ decision: { type, at, by } });

describe.each([
  ["remindWritebackAdministrator", "admin@contoso.onmicrosoft.com", token],
  ["remindWritebackAccount", "partner.ops@outlook.com", accountToken],
] as const)("the mail %s", (name, to, secret) => {
  it("goes to one of the two, with one link of their own and the deadline", () => {
    const mail = mailOf(name, aWritebackLink(), caller);
    expect(mail?.to).toBe(to);
    expect(urlsOf(mail?.html ?? "")).toEqual([`${publicUrl}/writeback?t=${secret}`]);
    expect(mail?.subject).toBe("Reminder: password write-back for Contoso");
    const text = mailText(name, aWritebackLink(), caller);
    expect(text).toContain("Your answer until: Sunday, 29 November 2026, 10:00 UTC");
    expect(text).toContain("Without an answer it is recorded as not done");
    expect(text).toContain("If you did not expect this");
  });

  it("is not sent once somebody answered, nor on any other question", () => {
    expect(mailOf(name, aWritebackLink({ wait: answered("signedOff") }), caller)).toBeUndefined();
    expect(mailOf(name, aWritebackLink({ wait: null }), caller)).toBeUndefined();
    expect(mailOf(name, aLink(), caller)).toBeUndefined();
  });
});

describe("the mail that write-back is closed", () => {
  const closed = (state: Link["writeback"]["state"], wait: Wait, signedOffBy?: string): Link =>
    aLinked({
      pastWaits: [wait],
      writeback: {
        ...checked,
        state,
        signedOff: signedOffBy ? { by: signedOffBy, at } : null,
      },
    });

  it.each([
    ["account", "The holder of the outside account signed password write-back off as done"],
    ["administrator", "An administrator of the directory signed password write-back off as done"],
  ])("says who signed off, by %s, and what the last checks read", (by, words) => {
    const link = closed("signedOff", answered("signedOff", by), by);
    const mail = mailOf("writebackClosed", link, caller);
    expect(mail?.to).toBe("admin@contoso.onmicrosoft.com");
    expect(mail?.subject).toBe("Password write-back for Contoso: signed off");
    const text = mailText("writebackClosed", link, caller);
    expect(text).toContain(`${words}, on Tuesday, 24 November 2026, 10:00 UTC.`);
    expect(text).toMatch(/That is their word.*What the last checks read.*The flag is off/);
    expect(text).toContain("your session here is deleted now");
  });

  it.each([
    ["notDone", "The holder of the outside account said that it will not be done."],
    ["expired", "Nobody signed it off in time."],
    ["ending", "The access is being ended before it was done."],
  ] as const)("is honest where it is not done: %s", (type, words) => {
    const link = closed("actionNeeded", answered(type));
    expect(mailOf("writebackClosed", link, caller)?.subject).toContain("not done");
    const text = mailText("writebackClosed", link, caller);
    expect(text).toContain(`Password write-back is not done. ${words}`);
    expect(text).toMatch(/What remains to be done.*Turn it on at the Connect server/);
    expect(text).not.toContain("signed password write-back off");
  });

  it("is not sent where write-back was not asked for", () => {
    const link = closed("notAsked", answered("signedOff"));
    expect(mailOf("writebackClosed", link, caller)).toBeUndefined();
  });
});

describe("the mail that no outside account is needed", () => {
  const said = aWait({
    decision: { type: "ownSubscription", at, by: "administrator", subscriptions: 1 },
  });
  const link = aLink({
    status: "notNeeded",
    outcome: "notNeeded",
    wait: null,
    pastWaits: [said],
    writeback: { ...checked, state: "actionNeeded" },
  });

  it("says that nobody was invited, with the checks, what is left to do and the grant to remove", () => {
    const mail = mailOf("notNeeded", link, caller);
    expect(mail?.to).toBe("admin@contoso.onmicrosoft.com");
    const text = mailText("notNeeded", link, caller);
    expect(text).toContain("Nobody was invited and nobody got a role");
    expect(text).toContain("Azure subscriptions: 1 enabled in your own list");
    expect(text).toMatch(/The flag is off.*Turn it on at the Connect server/);
    expect(urlsOf(mail?.html ?? "").join()).toContain("StartboardApplicationsMenuBlade");
  });

  it("says nothing of write-back where the checks were not wanted", () => {
    const request = aRequest({ passwordWriteback: false });
    const plain = { ...link, request, writeback: { ...checked, state: "notAsked" } } as const;
    expect(mailText("notNeeded", plain, caller)).not.toContain("Password write-back");
  });
});
