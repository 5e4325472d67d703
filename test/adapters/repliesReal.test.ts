import type { Directory } from "../../domain/microsoftPorts";
import { objectId } from "../../domain/ids";
import { replies } from "../../domain/replies";
import type { Tenant } from "../../local/sandbox/facts";
import { premiumP2 } from "../../local/sandbox/skus";
import { contoso, startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";
import { aRole, someone } from "../support/fakesStages";
import { failureOf } from "../support/fakesStorage";

const address = "partner.ops@outlook.com";
const invite = (directory: Directory, to = address) =>
  directory.invite({ address: to, redirectUrl: "https://entra.microsoft.com/contoso" });
const addSchedule = async (directory: Directory) =>
  directory.scheduled.add({
    ...{ principal: await invite(directory), role: aRole },
    ...{ until: "2099-01-01T00:00:00Z", justification: "link x", ticket: null },
  });
const member = (tenant: Tenant) => {
  const found = tenant.users.find((user) => user.mail?.startsWith("uwe"));
  if (!found) throw new Error("no Uwe");
  return found;
};

interface Case {
  readonly row: string;
  readonly when: string;
  readonly given?: (tenant: Tenant) => unknown;
  readonly act: (directory: Directory) => Promise<unknown>;
}

const cases: readonly Case[] = [
  {
    row: "invitationsClosed",
    when: "nobody may invite",
    given: (tenant) => (tenant.allowInvitesFrom = "none"),
    act: invite,
  },
  {
    row: "crossTenant",
    when: "cross-tenant settings block the address",
    given: (tenant) => (tenant.crossTenantBlocks = ["outlook.com"]),
    act: invite,
  },
  {
    row: "domainBlocked",
    when: "the list of domains keeps the address out",
    given: (tenant) => (tenant.blockedInviteDomains = ["outlook.com"]),
    act: invite,
  },
  {
    row: "accountBlocked",
    when: "the account is there and blocked",
    given: (tenant) =>
      Object.assign(member(tenant), { otherMails: [address], accountEnabled: false }),
    act: invite,
  },
  {
    row: "accountExists",
    when: "the account is there",
    given: (tenant) => Object.assign(member(tenant), { otherMails: [address] }),
    act: invite,
  },
  {
    row: "addressTaken",
    when: "somebody has the address as one more of theirs",
    given: (tenant) => Object.assign(member(tenant), { proxyAddresses: [`smtp:${address}`] }),
    act: invite,
  },
  {
    row: "ownDomain",
    when: "the address is of the directory itself",
    act: (directory) => invite(directory, "new@contoso.com"),
  },
  {
    row: "notThereYet",
    when: "the account is not shown",
    act: (directory) => directory.assignRole(objectId.parse(someone.objectId), aRole),
  },
  {
    row: "denied",
    when: "the administrator's role is gone",
    given: (tenant) => tenant.roleAssignments.splice(0),
    act: async (directory) => directory.assignRole(await invite(directory), aRole),
  },
  {
    row: "noPremiumLicence",
    when: "there is no premium licence",
    given: (tenant) => tenant.skus.splice(0),
    act: addSchedule,
  },
  {
    row: "rolePolicy",
    when: "the role's settings want a second factor",
    given: (tenant) => {
      tenant.skus.push({ ...premiumP2 });
      tenant.pimRules = { ...tenant.pimRules, mfa: true };
    },
    act: addSchedule,
  },
];

describe("a directory in which", () => {
  let microsoft: Microsoft;
  beforeAll(async () => {
    microsoft = await startMicrosoft();
  });
  beforeEach(() => microsoft.sandbox.reset());
  afterAll(() => microsoft.close());

  it.each(cases)("$when answers what the row $row is for", async ({ row, given, act }) => {
    const { directory } = await microsoft.signedIn("grace");
    given?.(microsoft.tenant(contoso));
    const wanted = replies.find((one) => one.name === row);
    const failure = await failureOf(act(directory));
    expect(failure).toMatchObject({ code: wanted?.code, class: wanted?.class });
    expect(failure.message).not.toMatch(/[=@[\]{}]/);
  });

  it("a role is there already or gone already takes both for success", async () => {
    const { directory } = await microsoft.signedIn("grace");
    microsoft.tenant(contoso).skus.push({ ...premiumP2 });
    const guest = await invite(directory);
    const id = (await directory.assignRole(guest, aRole)) ?? "";
    expect(await directory.assignRole(guest, aRole)).toBeNull();
    expect(await directory.removeRole(id)).toBe(true);
    expect(await directory.removeRole(id)).toBe(false);
    expect(await directory.eligible.end({ principal: guest, role: aRole })).toBe(false);
  });
});
