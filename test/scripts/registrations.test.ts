import { apiClientId, guidFrom, identityPrincipalId, tenantIds } from "../../local/sandbox/ids";
import { delegatedPermissions } from "../../views/permissionSituations";
import { deployerStage } from "./support/deployerStage";
import { asApi, asApplication, madeIn } from "./support/enforced";

const stage = deployerStage();

const { fabrikam } = tenantIds;
const script = "scripts/registrations.mjs";
const publicUrl = "https://links.example";
const whole = ["--public-url", publicUrl, "--identity", identityPrincipalId];
const run = (args: readonly string[] = whole, env = {}) =>
  stage().run(script, ["--environment", "test", "--patience", "3", ...args], env);
const writes = () =>
  stage()
    .sandbox.requests()
    .filter(({ method }) => method !== "GET");
const link = () => madeIn(stage().home, "link");
const api = () => madeIn(stage().home, "api");
describe("npm run registrations", () => {
  it("makes link and api just as the sandbox's own Entra has them", async () => {
    const { status, stdout, stderr } = await run();
    expect([status, stderr]).toEqual([0, ""]);
    const { application, api: ownApi } = stage().sandbox.facts;
    const [linkId, apiId] = [link().application.appId, api().application.appId];
    expect(asApplication(link(), fabrikam)).toEqual({ ...application, appId: linkId });
    expect({ ...asApi(api(), fabrikam), assignments: ownApi.assignments }).toEqual({
      ...ownApi,
      ...{ appId: apiId, identifierUri: `api://${apiId}` },
    });
    expect(stdout).toContain(`HOME_TENANT_ID=${fabrikam}\nLINK_CLIENT_ID=${linkId}\n`);
    expect(stdout).toContain(`API_CLIENT_ID=${apiId}\n`);
  });

  it("lets operators in by the same consent as the sandbox has, and link by none", async () => {
    await run();
    const grantsOf = (clientId: string) =>
      stage()
        .home.grants.filter((one) => one.clientId === clientId)
        .map(({ consentType, principalId, scope }) => [consentType, principalId, scope]);
    const ofSandbox = grantsOf(guidFrom(fabrikam, apiClientId));
    expect(ofSandbox).toEqual([["AllPrincipals", null, "openid profile"]]);
    expect(grantsOf(api().principal.id)).toEqual(ofSandbox);
    expect(grantsOf(link().principal.id)).toEqual([]);
  });

  it("declares for link the delegated permissions of docs/permissions.md, and nothing else", async () => {
    await run();
    const {
      requiredResourceAccess: access,
      appRoles,
      api: settings,
    } = link().application.properties;
    const graphIds = delegatedPermissions().map((name) => guidFrom("scope", "graph", name));
    const ids = (all: readonly string[]) => all.map((id) => ({ id, type: "Scope" }));
    expect(access).toEqual([
      { resourceAppId: "00000003-0000-0000-c000-000000000000", resourceAccess: ids(graphIds) },
      {
        resourceAppId: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
        resourceAccess: ids([guidFrom("scope", "arm", "user_impersonation")]),
      },
    ]);
    expect([appRoles, settings]).toEqual([
      [],
      {
        requestedAccessTokenVersion: 2,
        ...{
          oauth2PermissionScopes: [],
          preAuthorizedApplications: [],
          knownClientApplications: [],
        },
      },
    ]);
  });

  it("leaves Azure out where no subscriptions are asked for", async () => {
    await run(whole, { ARM_URL: "" });
    expect(link().application.properties["requiredResourceAccess"]).toHaveLength(1);
  });

  it("gives api the roles of callers to applications, and that of operators to people too", async () => {
    await run();
    expect(api().application.properties).toMatchObject({
      api: { requestedAccessTokenVersion: 2 },
      appRoles: [
        { value: "Links.Request", allowedMemberTypes: ["Application"] },
        { value: "Links.Read", allowedMemberTypes: ["Application"] },
        { value: "Links.Operate", allowedMemberTypes: ["User", "Application"] },
      ],
    });
    expect(link().principal.appRoleAssignmentRequired).toBe(false);
  });

  it("gives the identity the one permission, and no mailbox", async () => {
    await run();
    expect(stage().sandbox.facts.managedIdentity.appRoles).toEqual([
      "CrossTenantInformation.ReadBasic.All",
    ]);
  });

  it("closes both to tokens by redirect, public clients and credentials of other directories", async () => {
    await run();
    for (const { application } of [link(), api()])
      expect(application.properties).toMatchObject({
        web: {
          implicitGrantSettings: {
            ...{ enableIdTokenIssuance: false, enableAccessTokenIssuance: false },
          },
        },
        ...{ isFallbackPublicClient: false, spa: { redirectUris: [] } },
        servicePrincipalLockConfiguration: { isEnabled: true, allProperties: true },
        ...{ passwordCredentials: [], keyCredentials: [] },
      });
  });

  it("changes nothing the second time", async () => {
    await run();
    const before = structuredClone(stage().home);
    const count = writes().length;
    const { status, stdout, stderr } = await run();
    expect([status, stderr]).toEqual([0, ""]);
    expect(writes()).toHaveLength(count);
    expect(stage().home).toEqual(before);
    expect(stdout.match(/unchanged/g)).toHaveLength(8);
    expect(stdout).not.toMatch(/made|mended|given/);
  });

  it("mends what somebody changed", async () => {
    await run();
    const before = structuredClone(stage().home);
    const { properties } = link().application;
    properties["web"] = {
      ...(properties["web"] as object),
      redirectUris: [`${publicUrl}/signin/callback`, "https://evil.example/"],
      implicitGrantSettings: { enableIdTokenIssuance: true, enableAccessTokenIssuance: false },
    };
    Object.assign(properties, {
      groupMembershipClaims: null,
      spa: { redirectUris: ["https://a/"] },
    });
    Object.assign(properties, { requiredResourceAccess: [] });
    Object.assign(api().application.properties, { identifierUris: [], optionalClaims: null });
    api().principal.appRoleAssignmentRequired = false;
    Object.assign(api().application.federatedCredentials[0] ?? {}, { subject: "another" });
    const grant = stage().home.grants.find((one) => one.clientId === api().principal.id);
    if (grant) grant.scope = "openid profile Mail.Read";
    const { status, stdout, stderr } = await run();
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(
      "mended: spa.redirectUris, groupMembershipClaims, requiredResourceAccess, web.redirectUris, web.implicitGrantSettings.enableIdTokenIssuance",
    );
    expect(stdout).toContain("trusted instead of another");
    expect(stage().home).toEqual(before);
  });

  it("takes roles out that are not its own, and keeps the ids that people are assigned by", async () => {
    await run();
    const roles = api().application.properties["appRoles"] as Record<string, unknown>[];
    const [request, , operate] = roles;
    Object.assign(request ?? {}, { id: guidFrom("an older id"), description: "Something else" });
    Object.assign(operate ?? {}, { allowedMemberTypes: ["User"] });
    roles.push({ ...operate, id: guidFrom("own"), value: "Links.Own" });
    const { status } = await run();
    expect(status).toBe(0);
    expect(api().application.properties["appRoles"]).toMatchObject([
      { id: guidFrom("an older id"), value: "Links.Request", isEnabled: true },
      { value: "Links.Read" },
      { value: "Links.Operate", allowedMemberTypes: ["User", "Application"], isEnabled: true },
    ]);
    expect((await run()).stdout).not.toContain("mended");
  });

  it("leaves names and other people's tags as they are", async () => {
    await run();
    link().application.properties["displayName"] = "Fabrikam Directory Link";
    link().principal.tags?.push("costs:42");
    const { stdout } = await run();
    expect(stdout).not.toContain("mended");
    expect(link().application.properties["displayName"]).toBe("Fabrikam Directory Link");
    expect(link().principal.tags).toContain("costs:42");
  });

  it("waits for what Graph does not show yet", async () => {
    const notYet = { status: 404, code: "Request_ResourceNotFound", message: "does not exist" };
    for (const [method, path] of [
      ["PATCH", "^/v1.0/applications/"],
      ["GET", "federatedIdentityCredentials"],
      ["GET", "^/v1.0/applications/[^/]+/owners"],
      ["GET", "^/v1.0/servicePrincipals/[^/]+/owners"],
      ["GET", `^/v1.0/servicePrincipals/${identityPrincipalId}\\?`],
    ] as const)
      stage().sandbox.setFault({ method, path, ...notYet });
    expect((await run()).status).toBe(0);
    expect(asApi(api(), fabrikam).identifierUri).toBe(`api://${api().application.appId}`);
  });

  it("goes on where Graph is busy for a moment", async () => {
    stage().sandbox.setFault({ path: "/v1.0/organization", status: 429, retryAfter: 0 });
    expect((await run()).status).toBe(0);
  });

  it("only tells what it would do with --dry-run", async () => {
    const first = await run([...whole, "--dry-run"]);
    expect(first.status).toBe(0);
    expect(first.stdout.match(/would be/g)).toHaveLength(8);
    expect(writes()).toEqual([]);
    await run();
    const count = writes().length;
    Object.assign(link().application.properties, { groupMembershipClaims: null });
    const { stdout } = await run([...whole, "--dry-run"]);
    expect(stdout).toContain("would be mended: groupMembershipClaims");
    expect(writes()).toHaveLength(count);
  });
});
