import { identityFromIdp, identityOf, isAsked, type Identity } from "../../domain/identity";
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
    ["a one-time passcode", "mail", { kind: "other", home: null }],
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
    ["a passcode by mail", withIssuer("mail"), "other"],
    ["nothing but the directory's own name", withIssuer("contoso.onmicrosoft.com"), "other"],
    ["a guest who has not signed in", aGuest(), "other"],
    ["a member", aGuest({ userType: "Member" }), "member"],
  ])("tells %s", (_what, user, kind) => {
    expect(identityOf(user).kind).toBe(kind);
  });
});

describe("isAsked", () => {
  const asked = (kind: string, homeTenantId?: string) =>
    aRequest({ account: { email: "a@b.example", kind, homeTenantId } }).account;
  const microsoft: Identity = { kind: "microsoft", home: consumers };
  const work = (home: string | null): Identity => ({ kind: "work", home });
  const member: Identity = { kind: "member", home: null };
  const unknown: Identity = { kind: "other", home: null };

  it.each([
    [true, microsoft, asked("microsoft")],
    [true, microsoft, asked("any")],
    [false, microsoft, asked("work")],
    [true, work(partner), asked("work")],
    [true, work(partner), asked("any")],
    [true, work(partner), asked("work", partner)],
    [true, work(null), asked("work", partner)],
    [false, work(other), asked("work", partner)],
    [false, work(partner), asked("microsoft")],
    [true, member, asked("any")],
    [false, member, asked("microsoft")],
    [false, member, asked("work", partner)],
    [false, unknown, asked("any")],
    [false, unknown, asked("microsoft")],
    [false, unknown, asked("work")],
  ])("is %s for %j where %j was asked", (answer, identity, account) => {
    expect(isAsked(identity, account)).toBe(answer);
  });
});
