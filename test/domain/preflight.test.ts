import type { Link } from "../../domain/link";
import type { FoundAccount } from "../../domain/linkParts";
import { isStale, untilOf, warningsOf, type Seen } from "../../domain/preflight";
import { aLink, aRequest } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";
import { testNow } from "../support/fakesLinks";
import { anotherRole, aRole } from "../support/fakesStages";

const until = "2027-01-31T00:00:00.000Z";
const hoursAgo = (hours: number): string =>
  new Date(Date.parse(testNow) - hours * 3_600_000).toISOString();

/** A directory in which nothing is worth a word. */
const plain: Seen = {
  found: null,
  globalAdministrators: 2,
  sync: { synchronised: true, lastSyncAt: hoursAgo(0.5) },
  licences: { premium: true, privileged: true },
  otherOpenLinks: 0,
};
const account = (changes: Partial<FoundAccount> = {}): FoundAccount => ({
  objectId: aGuestId,
  name: "Partner",
  userPrincipalName: "partner",
  userType: "Guest",
  createdAt: testNow,
  redeemedAt: testNow,
  roles: [],
  isOwnAddress: true,
  ...changes,
});
const linkFor = (body: Record<string, unknown> = {}): Link => aLink({ request: aRequest(body) });
const warned = (seen: Partial<Seen>, body: Record<string, unknown> = {}) =>
  warningsOf(linkFor(body), { ...plain, ...seen }, testNow);
const codes = (...args: Parameters<typeof warned>) => warned(...args).map((one) => one.code);

describe("what people should know before the first change", () => {
  it("is nothing where nothing is odd", () => {
    expect(warned({})).toEqual([]);
  });

  it.each([
    ["a member of this directory", account({ userType: "Member" }), false],
    ["a guest who never accepted the invitation", account({ redeemedAt: null }), true],
    ["a guest of this directory", account(), false],
  ])("is that the address belongs to %s", (words, found, isPending) => {
    const [warning, ...others] = warned({ found: { account: found, isPending } });
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ code: "account_there" });
    expect(warning?.words).toContain(words);
  });

  it("is each asked-for role that the account holds already, and no other role", () => {
    const found = { account: account({ roles: [aRole, anotherRole] }), isPending: false };
    const warnings = warned({ found });
    expect(warnings.map((one) => one.code)).toEqual(["account_there", "role_already_held"]);
    expect(warnings[1]?.words).toContain("Global Administrator already");
  });

  it.each([
    [4, [], "full"],
    [5, ["many_global_administrators"], "full"],
    [5, [], { roles: ["Guest Inviter"] }],
  ])(
    "with %i Global Administrators is %j for the access %j",
    (globalAdministrators, are, access) => {
      expect(codes({ globalAdministrators }, { access })).toEqual(are);
    },
  );

  it("is how many other requests are open for this directory", () => {
    expect(warned({ otherOpenLinks: 1 })[0]?.words).toMatch(/^1 other open request asks /);
    expect(warned({ otherOpenLinks: 2 })[0]?.words).toMatch(/^2 other open requests ask /);
  });

  it.each<[string[], Partial<Seen>]>([
    [["licence_missing"], { licences: { premium: false, privileged: false } }],
    [["not_synchronised"], { sync: { synchronised: false, lastSyncAt: null } }],
    [["sync_stale"], { sync: { synchronised: true, lastSyncAt: hoursAgo(3.01) } }],
    [[], { sync: { synchronised: true, lastSyncAt: hoursAgo(3) } }],
    [[], { licences: null }],
  ])("about write-back is %j, and nothing where no write-back was asked for", (are, seen) => {
    expect(codes(seen)).toEqual(are);
    expect(codes(seen, { passwordWriteback: false })).toEqual([]);
  });

  it("is that Microsoft cannot end the role by itself", () => {
    const licences = { premium: true, privileged: false };
    expect(codes({ licences }, { accessUntil: until })).toEqual(["end_only_reminded"]);
    expect(codes({}, { accessUntil: until })).toEqual([]);
    expect(codes({ licences })).toEqual([]);
  });

  it("never names a person or an address but the one that was asked for", () => {
    const found = {
      account: account({ name: "Somebody Else", userPrincipalName: "else@contoso.com" }),
      isPending: false,
    };
    const words = warned({ found, globalAdministrators: 9, otherOpenLinks: 3 });
    expect(JSON.stringify(words)).not.toMatch(/Somebody|else@|@/);
  });
});

describe("untilOf", () => {
  const licences = { premium: true, privileged: true };

  it.each([
    ["nobody", null, {}, licences],
    ["Entra, with the licence", "entra", { accessUntil: until }, licences],
    ["people, without it", "reminder", { accessUntil: until }, { ...licences, privileged: false }],
    ["people, where nobody looked", "reminder", { accessUntil: until }, null],
    [
      "Entra, for roles that are activated there",
      "entra",
      { accessUntil: until, assignment: "eligible" },
      null,
    ],
  ])("says that the access is ended by %s", (_who, enforcedBy, body, seen) => {
    const expected = enforcedBy && { at: until, enforcedBy };
    expect(untilOf(linkFor(body), { licences: seen })).toEqual(expected);
  });
});

describe("isStale", () => {
  it("is not said of a directory that does not say when it was synchronised", () => {
    expect(isStale(null, testNow)).toBe(false);
  });
});
