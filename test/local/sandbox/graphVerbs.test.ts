import { tenantIds } from "../../../local/sandbox/ids";
import {
  giveAdminConsent,
  graph,
  guest,
  identityToken,
  invitation,
  planScopes,
  roles,
  signIn,
  startBench,
  tenant,
  tokensFor,
  unchanged,
  type Bench,
  type GraphReply,
} from "./support";

const paula = "partner.ops@outlook.com";
const assignmentsPath = "/roleManagement/directory/roleAssignments";
const stateSelect =
  "id,userType,externalUserState,externalUserStateChangeDateTime,identities,mail,otherMails,accountEnabled";

let bench: Bench;
let admin = "";
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  await giveAdminConsent(bench, "grace");
  admin = (await tokensFor(bench, "grace", { scope: planScopes })).access_token;
});

const get = (path: string) => graph(bench, path, { token: admin });
const invite = (address: string, change = {}) =>
  graph(bench, "/invitations", {
    token: admin,
    method: "POST",
    body: { ...invitation(address), ...change },
  });
const assign = (principalId: string, change = {}) =>
  graph(bench, assignmentsPath, {
    token: admin,
    method: "POST",
    body: {
      "@odata.type": "#microsoft.graph.unifiedRoleAssignment",
      principalId,
      roleDefinitionId: roles.globalAdministrator,
      directoryScopeId: "/",
      ...change,
    },
  });
const byAddress = (address: string) =>
  get(
    `/users?$select=id,mail,userType&$filter=${encodeURIComponent(`mail eq '${address}' or otherMails/any(m:m eq '${address}') or proxyAddresses/any(p:p eq 'SMTP:${address}')`)}`,
  );
const listed = (principalId: string) =>
  get(
    `${assignmentsPath}?$filter=${encodeURIComponent(`principalId eq '${principalId}' and roleDefinitionId eq '${roles.globalAdministrator}'`)}`,
  );
const contoso = () => tenant(bench, tenantIds.contoso);

async function expectRefusal(
  act: () => Promise<GraphReply>,
  [status, code, words]: [number, string, string],
): Promise<void> {
  const reply = await unchanged(bench, act);
  expect([reply.status, reply.body.error.code]).toEqual([status, code]);
  expect(reply.body.error.message).toContain(words);
}

describe("POST /invitations", () => {
  it("makes a pending guest and answers as Graph does", async () => {
    const reply = await invite(paula);
    const made = guest(bench, tenantIds.contoso, paula);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      inviteRedeemUrl: expect.stringContaining("/redeem") as string,
      invitedUserEmailAddress: paula,
      invitedUserType: "Guest",
      status: "PendingAcceptance",
      sendInvitationMessage: false,
      invitedUser: { id: made.id },
    });
    expect(made).toMatchObject({
      userPrincipalName: "partner.ops_outlook.com#EXT#@contoso.onmicrosoft.com",
      displayName: "Partner operations",
      externalUserState: "PendingAcceptance",
      creationType: "Invitation",
    });
    expect(bench.sandbox.mails()).toEqual([]);
  });

  it.each([
    [
      "no address",
      { invitedUserEmailAddress: undefined },
      400,
      "Request_BadRequest",
      "invitedUserEmailAddress",
    ],
    [
      "no redirect",
      { inviteRedirectUrl: undefined },
      400,
      "Request_BadRequest",
      "inviteRedirectUrl",
    ],
    [
      "a plus-address",
      { invitedUserEmailAddress: "partner+ops@outlook.com" },
      400,
      "BadRequest",
      "not valid",
    ],
    [
      "an address that ends in a dot",
      { invitedUserEmailAddress: "partner.@outlook.com" },
      400,
      "BadRequest",
      "not valid",
    ],
    [
      "two at signs",
      { invitedUserEmailAddress: "a@b@outlook.com" },
      400,
      "BadRequest",
      "not valid",
    ],
    [
      "an address of this directory",
      { invitedUserEmailAddress: "new@contoso.com" },
      400,
      "BadRequest",
      "is a verified domain of this directory",
    ],
    [
      "Microsoft's own mail",
      { sendInvitationMessage: true },
      501,
      "NotImitated",
      "sendInvitationMessage",
    ],
    ["a member", { invitedUserType: "Member" }, 501, "NotImitated", "guest"],
    [
      "a property that Graph writes",
      { status: "Completed" },
      400,
      "Request_BadRequest",
      "read-only",
    ],
  ])("refuses %s", async (_what, change, status, code, words) => {
    await expectRefusal(() => invite(paula, change), [status, code, words]);
  });

  it("refuses a repeat, and names the guest who is there", async () => {
    const first = await invite(paula);
    const words = `The invited user already exists in the directory as object ID: ${first.body.invitedUser.id}`;
    await expectRefusal(() => invite("Partner.Ops@Outlook.com"), [400, "BadRequest", words]);
  });

  it("follows the tenant's setting who may invite", async () => {
    const uwe = async () => (await tokensFor(bench, "uwe")).access_token;
    const grant = contoso().grants.find((one) => one.consentType === "AllPrincipals");
    if (grant) grant.scope += " User.Invite.All";
    const token = await uwe();
    const asUwe = () =>
      graph(bench, "/invitations", { token, method: "POST", body: invitation(paula) });
    const refused: [number, string, string] = [
      403,
      "Authorization_RequestDenied",
      "Guest invitations not allowed for your company",
    ];
    contoso().allowInvitesFrom = "none";
    await expectRefusal(() => invite(paula), refused);
    contoso().allowInvitesFrom = "adminsAndGuestInviters";
    await expectRefusal(asUwe, refused);
    contoso().allowInvitesFrom = "adminsGuestInvitersAndAllMembers";
    expect((await asUwe()).status).toBe(201);
  });

  it("leaves the fresh guest unfound for a while", async () => {
    bench.sandbox.facts.settings.freshGuestDelayMs = 30_000;
    const { id } = (await invite(paula)).body.invitedUser;
    expect((await get(`/users/${id}`)).body.error.code).toBe("Request_ResourceNotFound");
    expect((await byAddress(paula)).body.value).toEqual([]);
    await expectRefusal(() => assign(id), [404, "Request_ResourceNotFound", id]);
    await expectRefusal(() => invite(paula), [400, "BadRequest", "already exists"]);
    bench.sandbox.setClock(30_000);
    expect((await get(`/users/${id}`)).status).toBe(200);
    expect((await byAddress(paula)).body.value).toEqual([{ id, mail: paula, userType: "Guest" }]);
    expect((await assign(id)).status).toBe(201);
  });
});

describe("GET /users", () => {
  it("gives the default properties only, without $select", async () => {
    const { id } = (await invite(paula)).body.invitedUser;
    const { body } = await get(`/users/${id}`);
    expect(body).toMatchObject({ id, mail: paula, displayName: "Partner operations" });
    for (const name of stateSelect.split(",").slice(1, 5)) expect(body).not.toHaveProperty(name);
  });

  it("shows state and identities by $select, before and after redemption", async () => {
    const { id } = (await invite(paula)).body.invitedUser;
    const before = await get(`/users/${id}?$select=${stateSelect}`);
    expect(before.body).toMatchObject({
      externalUserState: "PendingAcceptance",
      userType: "Guest",
      accountEnabled: true,
    });
    await signIn(bench, "paula");
    const after = await get(`/users/${id}?$select=${stateSelect}`);
    expect(after.body).toMatchObject({
      externalUserState: "Accepted",
      identities: [{ signInType: "federated", issuer: "MicrosoftAccount" }, {}],
    });
  });

  it("finds people by any of their addresses, whatever the letter case", async () => {
    expect((await byAddress("ADMIN@contoso.onmicrosoft.com")).body.value).toMatchObject([
      { id: contoso().users[0]?.id },
    ]);
    expect((await byAddress("o''hara@contoso.com")).body.value).toEqual([]);
    expect((await byAddress("o'hara@contoso.com")).body.error.message).toContain("unterminated");
    const uwe = contoso().users[1];
    if (uwe) uwe.proxyAddresses.push("smtp:helpdesk@contoso.com");
    expect((await byAddress("helpdesk@contoso.com")).body.value).toMatchObject([{ id: uwe?.id }]);
  });

  it("reads a quote inside a value", async () => {
    const { body } = await get(
      `/users?$filter=${encodeURIComponent("mail eq 'a'' or mail eq ''uwe@contoso.com'")}`,
    );
    expect(body.value).toEqual([]);
  });

  it("reads a guest by user principal name", async () => {
    await invite(paula);
    const upn = encodeURIComponent("partner.ops_outlook.com#EXT#@contoso.onmicrosoft.com");
    expect((await get(`/users/${upn}`)).body["mail"]).toBe(paula);
  });

  it("finds nobody of another directory", async () => {
    const lena = tenant(bench, tenantIds.litware).users[0]?.id ?? "";
    expect((await get(`/users/${lena}`)).status).toBe(404);
    expect((await byAddress("admin@litware.onmicrosoft.com")).body.value).toEqual([]);
  });
});

describe("role assignments", () => {
  const uwe = () => contoso().users[1]?.id ?? "";

  it("are made, listed and removed", async () => {
    const made = await assign(uwe());
    expect(made.status).toBe(201);
    expect((await listed(uwe())).body.value).toEqual([
      {
        id: made.body.id,
        principalId: uwe(),
        roleDefinitionId: roles.globalAdministrator,
        directoryScopeId: "/",
      },
    ]);
    const remove = () =>
      graph(bench, `${assignmentsPath}/${made.body.id}`, { token: admin, method: "DELETE" });
    expect((await remove()).status).toBe(204);
    expect((await listed(uwe())).body.value).toEqual([]);
    await expectRefusal(remove, [404, "Request_ResourceNotFound", made.body.id]);
  });

  it("conflict when repeated, also while lists do not show the first one", async () => {
    bench.sandbox.facts.settings.freshRoleDelayMs = 60_000;
    await assign(uwe());
    expect((await listed(uwe())).body.value).toEqual([]);
    await expectRefusal(
      () => assign(uwe()),
      [
        400,
        "Request_BadRequest",
        "A conflicting object with one or more of the specified property values is present in the directory.",
      ],
    );
    bench.sandbox.setClock(60_000);
    expect((await listed(uwe())).body.value).toHaveLength(1);
  });

  it.each([
    [
      "an unknown role",
      { roleDefinitionId: "00000000-0000-4000-8000-000000000000" },
      404,
      "Request_ResourceNotFound",
      "does not exist",
    ],
    [
      "an unknown principal",
      { principalId: "00000000-0000-4000-8000-000000000000" },
      404,
      "Request_ResourceNotFound",
      "does not exist",
    ],
    ["no scope", { directoryScopeId: undefined }, 400, "Request_BadRequest", "directoryScopeId"],
    ["another scope", { directoryScopeId: "/administrativeUnits/1" }, 501, "NotImitated", "scope"],
    ["no role", { roleDefinitionId: undefined }, 400, "Request_BadRequest", "roleDefinitionId"],
    [
      "a property of another type",
      { roleDefinitionId: 1 },
      400,
      "Request_BadRequest",
      "roleDefinitionId",
    ],
    ["a property that is none", { expires: "2027-01-01" }, 400, "Request_BadRequest", "expires"],
  ])("are refused for %s", async (_what, change, status, code, words) => {
    await expectRefusal(() => assign(uwe(), change), [status, code, words]);
  });

  it("show to the person who holds them", async () => {
    const { body } = await get(
      "/me/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,displayName,roleTemplateId",
    );
    expect(body.value).toMatchObject([
      { displayName: "Global Administrator", roleTemplateId: roles.globalAdministrator },
    ]);
    for (const one of contoso().roleAssignments) one.endsAt = new Date(0).toISOString();
    expect((await get("/me/transitiveMemberOf/microsoft.graph.directoryRole")).body.value).toEqual(
      [],
    );
  });
});

describe("write-back checks", () => {
  it("see a synchronised directory with P1", async () => {
    const [organization] = (
      await get(
        "/organization?$select=id,onPremisesSyncEnabled,onPremisesLastSyncDateTime,verifiedDomains",
      )
    ).body.value;
    expect(organization).toMatchObject({ id: tenantIds.contoso, onPremisesSyncEnabled: true });
    expect(
      Date.now() - Date.parse(String(organization?.["onPremisesLastSyncDateTime"])),
    ).toBeLessThan(30 * 60_000);
    const [sku] = (await get("/subscribedSkus")).body.value;
    expect(sku).toMatchObject({
      capabilityStatus: "Enabled",
      servicePlans: [{ servicePlanId: "41781fb2-bc02-4b7c-bd55-b576c07bb09d" }],
      prepaidUnits: { enabled: 25 },
    });
    const { body } = await get("/directory/onPremisesSynchronization");
    expect(body.value).toMatchObject([
      {
        id: tenantIds.contoso,
        features: { passwordWritebackEnabled: false, passwordSyncEnabled: true },
      },
    ]);
  });

  it("see a plain directory without", async () => {
    const asked = { tenantId: tenantIds.litware, scope: planScopes };
    const { access_token: token } = await tokensFor(bench, "lena", asked);
    const [organization] = (await graph(bench, "/organization", { token })).body.value;
    expect(organization).toMatchObject({
      displayName: "Litware",
      onPremisesSyncEnabled: null,
      onPremisesLastSyncDateTime: null,
    });
    const [sku] = (await graph(bench, "/subscribedSkus", { token })).body.value;
    expect(sku).toMatchObject({ skuPartNumber: "O365_BUSINESS_ESSENTIALS" });
  });
});

describe("tenant information", () => {
  const find = async (call: string) =>
    graph(bench, `/tenantRelationships/${call}`, {
      token: await identityToken(bench, "https://graph.microsoft.com"),
    });

  it("is found by domain and by id", async () => {
    const expected = {
      tenantId: tenantIds.litware,
      displayName: "Litware",
      defaultDomainName: "litware.onmicrosoft.com",
      federationBrandName: null,
    };
    expect(
      (await find("findTenantInformationByDomainName(domainName='litware.onmicrosoft.com')")).body,
    ).toMatchObject(expected);
    expect(
      (await find(`findTenantInformationByTenantId(tenantId='${tenantIds.litware}')`)).body,
    ).toMatchObject(expected);
  });

  it.each(["nobody.example", "agency.us"])("is not found for %s", async (domain) => {
    expect((await find(`findTenantInformationByDomainName(domainName='${domain}')`)).status).toBe(
      404,
    );
  });
});
