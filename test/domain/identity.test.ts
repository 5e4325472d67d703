import { identityFromIdp, identityOf, mismatchOf, type Identity } from "../../domain/identity";
import { aRequest } from "../support/aLink";
import { aGuest, aRedeemedGuest } from "../support/fakesDirectory";

const consumers = "9188040d-6c67-4c5b-b112-36a304b66dad";
const partner = "9a200000-0000-4000-8000-000000000000";
const other = "11200000-0000-4000-8000-000000000000";

describe("the idp claim of an ID token", () => {
  it.each([
    ["nothing", null, { kind: "member", home: null }],
    ["live.com", "live.com", { kind: "microsoft", home: consumers }],
    [
      "the tenant of personal accounts",
      `https://sts.windows.net/${consumers}/`,
      { kind: "microsoft", home: consumers },
    ],
    ["a tenant", `https://sts.windows.net/${partner}/`, { kind: "work", home: partner }],
    ["Google", "google.com", { kind: "other", home: null }],
    ["a one-time passcode", "mail", { kind: "passcode", home: null }],
    ["a look-alike of a passcode", "Mail", { kind: "other", home: null }],
    ["a look-alike of live.com", "evil-live.com", { kind: "other", home: null }],
    [
      "a tenant without its slash",
      `https://sts.windows.net/${partner}`,
      { kind: "other", home: null },
    ],
    [
      "a tenant of another host",
      `https://sts.windows.net.evil.example/${partner}/`,
      { kind: "other", home: null },
    ],
    [
      "a tenant that is followed by more",
      `https://sts.windows.net/${partner}/x/`,
      { kind: "other", home: null },
    ],
    [
      "an address that only contains the tenant of personal accounts",
      `https://evil.example/${consumers}/`,
      { kind: "other", home: null },
    ],
    ["an empty text", "", { kind: "other", home: null }],
  ])("says where the account lives: %s", (_what, idp, identity) => {
    expect(identityFromIdp(idp)).toEqual(identity);
  });
});

describe("what the directory says of an account", () => {
  const withIssuer = (issuer: string) =>
    aRedeemedGuest({ identities: [{ issuer, type: "federated" }] });

  it.each([
    ["a Microsoft account", withIssuer("MicrosoftAccount"), "microsoft"],
    ["a Microsoft account in other letters", withIssuer("microsoftaccount"), "microsoft"],
    ["a work account", withIssuer("ExternalAzureAD"), "work"],
    ["Google", withIssuer("google.com"), "other"],
    ["a passcode by mail", withIssuer("mail"), "passcode"],
    ["nothing but the directory's own name", withIssuer("contoso.onmicrosoft.com"), "other"],
    ["a guest who has not signed in", aGuest(), "other"],
    ["a member", aGuest({ userType: "Member" }), "member"],
  ])("tells %s", (_what, user, kind) => {
    expect(identityOf(user).kind).toBe(kind);
  });
});

describe("mismatchOf", () => {
  const mailbox = { email: "a@b.example" };
  const asked = (kind: string, homeTenantId?: string) =>
    aRequest({ account: { ...mailbox, kind, homeTenantId } });
  const microsoft: Identity = { kind: "microsoft", home: consumers };
  const work = (home: string | null): Identity => ({ kind: "work", home });
  const member: Identity = { kind: "member", home: null };
  const unknown: Identity = { kind: "other", home: null };
  const passcode: Identity = { kind: "passcode", home: null };

  it.each([
    [microsoft, asked("microsoft")],
    [microsoft, asked("any")],
    [work(partner), asked("work")],
    [work(partner), asked("any")],
    [work(partner), asked("work", partner)],
    [work(null), asked("work", partner)],
    [member, asked("any")],
  ])("takes %j where it was asked for", (identity, request) => {
    expect(mismatchOf(identity, request)).toBeUndefined();
  });

  it.each([
    [microsoft, asked("work")],
    [work(other), asked("work", partner)],
    [work(partner), asked("microsoft")],
    [member, asked("microsoft")],
    [member, asked("work", partner)],
    [unknown, asked("any")],
    [unknown, asked("microsoft")],
    [unknown, asked("work")],
    [passcode, asked("microsoft")],
    [passcode, asked("work", partner)],
  ])("says of %j that somebody else was asked for", (identity, request) => {
    expect(mismatchOf(identity, request)).toBe("account_mismatch");
  });

  const withPasscode = (oneTimePasscode: boolean, roles: string[], kind = "any") =>
    aRequest({ account: { ...mailbox, kind, oneTimePasscode }, access: { roles } });

  it.each([
    ["a role that is not privileged", withPasscode(false, ["Guest Inviter", "Reports Reader"])],
    ["a privileged role that the request allows it", withPasscode(true, ["Global Administrator"])],
  ])("lets mailed passcodes get %s", (_what, request) => {
    expect(mismatchOf(passcode, request)).toBeUndefined();
  });

  it.each([
    ["a privileged role", withPasscode(false, ["Global Administrator"])],
    ["one privileged role among others", withPasscode(false, ["Guest Inviter", "Global Reader"])],
  ])("never lets mailed passcodes get %s unasked", (_what, request) => {
    expect(mismatchOf(passcode, request)).toBe("one_time_passcode");
  });

  it("takes no passcode for a Microsoft account, though passcodes are allowed", () => {
    const request = withPasscode(true, ["Guest Inviter"], "microsoft");
    expect(mismatchOf(passcode, request)).toBe("account_mismatch");
  });
});
