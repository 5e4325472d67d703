import { identityPrincipalId, tenantIds } from "../../../local/sandbox/ids";
import {
  cloudApplicationAdministrator,
  globalAdministrator,
  privilegedRoleAdministrator,
} from "../../../local/sandbox/roles";
import { startBench, tenant, unchanged, type Bench } from "./support/bench";
import { identityToken } from "./support/tokens";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const { fabrikam } = tenantIds;
const byName = "/applications(uniqueName='ours')";
let token = "";
interface Reply {
  readonly status: number;
  readonly body: Record<string, never>;
}
const send = async (
  method: string,
  path: string,
  body?: object,
  prefer?: string,
): Promise<Reply> => {
  const response = await fetch(`${bench.sandbox.url}/v1.0${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body ? { "content-type": "application/json" } : {}),
      ...(prefer ? { prefer } : {}),
    },
    body: body ? JSON.stringify(body) : null,
  });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text || "{}") as Reply["body"] };
};
const upsert = (body: object) => send("PATCH", byName, body, "create-if-missing");
const signInAs = (...roleIds: string[]) => {
  token = bench.sandbox.cliToken("olga", "graph");
  const home = tenant(bench, fabrikam);
  const principalId = home.users.find((one) => one.personId === "olga")?.id ?? "";
  home.roleAssignments.splice(
    0,
    home.roleAssignments.length,
    ...roleIds.map((roleDefinitionId) => ({
      ...{ id: roleDefinitionId, principalId, roleDefinitionId, directoryScopeId: "/" },
      ...{ visibleFrom: "2024-01-01T00:00:00Z", endsAt: null },
    })),
  );
};
const made = () => tenant(bench, fabrikam).applications[0];
const role = {
  ...{ id: "6d0c7f5e-3b0a-4d0f-9c53-5a1a3f6f2c01", value: "A", displayName: "A", description: "A" },
  ...{ isEnabled: true, allowedMemberTypes: ["User"] },
};

beforeEach(() => {
  bench.sandbox.reset();
  signInAs(cloudApplicationAdministrator, privilegedRoleAdministrator);
});

describe("a registration", () => {
  it("is made under a name of its maker's choice, and found and changed by it", async () => {
    expect((await send("GET", byName)).status).toBe(404);
    expect((await send("PATCH", byName, { displayName: "Ours" })).status).toBe(404);
    const { status, body } = await upsert({ displayName: "Ours" });
    expect([status, body["uniqueName"]]).toEqual([201, "ours"]);
    expect((await upsert({ displayName: "Still ours" })).status).toBe(204);
    expect((await send("GET", `${byName}?$select=displayName,appId`)).body).toMatchObject({
      ...{ displayName: "Still ours", appId: made()?.appId },
    });
  });

  it("takes over the named parts of an object, and whole lists", async () => {
    await upsert({ displayName: "Ours", web: { redirectUris: ["https://a.example/b"] } });
    const settings = { enableIdTokenIssuance: true, enableAccessTokenIssuance: false };
    await upsert({ web: { implicitGrantSettings: settings }, displayName: "Ours" });
    expect(made()?.properties["web"]).toMatchObject({
      ...{ redirectUris: ["https://a.example/b"], implicitGrantSettings: settings },
    });
    await upsert({ displayName: "Ours", web: { redirectUris: [] } });
    expect(made()?.properties["web"]).toMatchObject({ redirectUris: [] });
  });

  it("keeps its name in the recycle bin", async () => {
    await upsert({ displayName: "Ours" });
    const [application] = tenant(bench, fabrikam).applications;
    if (application) application.isDeleted = true;
    const { status, body } = await upsert({ displayName: "Ours" });
    expect([status, JSON.stringify(body)]).toEqual([
      400,
      expect.stringContaining("uniqueName already exists"),
    ]);
  });

  it.each<[string, object, string]>([
    ["an unknown property", { redirectUris: [] }, "redirectUris"],
    ["a wrong type", { web: { redirectUris: "https://a" } }, "web.redirectUris"],
    ["a wrong inner property", { api: { version: 2 } }, "api.version"],
    ["an audience that there is not", { signInAudience: "Everybody" }, "signInAudience"],
    ["claims that there are not", { groupMembershipClaims: "Roles" }, "groupMembershipClaims"],
    [
      "an address without https",
      { web: { redirectUris: ["http://a.example/"] } },
      "web.redirectUris",
    ],
    ["a wildcard", { spa: { redirectUris: ["https://*.a.example/"] } }, "spa.redirectUris"],
    ["an identifier of another", { identifierUris: ["api://other"] }, "identifierUris"],
    ["a role without words", { appRoles: [{ ...role, description: "" }] }, "appRoles"],
    [
      "two roles of one name",
      { appRoles: [role, { ...role, id: role.id.replace("01", "02") }] },
      "appRoles",
    ],
    ["a role whose id is none", { appRoles: [{ ...role, id: "1" }] }, "appRoles"],
    ["a secret of one's own", { passwordCredentials: [{ secretText: "x" }] }, "read-only"],
  ])("refuses %s", async (_what, change, words) => {
    const { status, body } = await unchanged(bench, () =>
      upsert({ displayName: "Ours", ...change }),
    );
    expect([status, JSON.stringify(body)]).toEqual([400, expect.stringContaining(words)]);
  });

  it("keeps a role that is enabled: it is disabled first", async () => {
    await upsert({ displayName: "Ours", appRoles: [role] });
    const drop = () => upsert({ displayName: "Ours", appRoles: [] });
    expect(JSON.stringify((await drop()).body)).toContain("CannotDeleteOrUpdateEnabledEntitlement");
    await upsert({ displayName: "Ours", appRoles: [{ ...role, isEnabled: false }] });
    expect((await drop()).status).toBe(204);
  });

  it("is made by an application administrator alone", async () => {
    signInAs();
    const { status } = await unchanged(bench, () => upsert({ displayName: "Ours" }));
    expect(status).toBe(403);
  });

  it("is not to be made by the product itself", async () => {
    token = await identityToken(bench, "https://graph.microsoft.com");
    const { status } = await unchanged(bench, () => upsert({ displayName: "Ours" }));
    expect(status).toBe(403);
  });
});

describe("its credential, service principal and permissions", () => {
  const trust = {
    ...{ name: "identity", issuer: "https://a.example/v2.0", subject: "s" },
    audiences: ["api://AzureADTokenExchange"],
  };
  const credentials = () => `/applications/${made()?.id ?? ""}/federatedIdentityCredentials`;
  beforeEach(() => upsert({ displayName: "Ours" }));

  it.each<[string, object, number]>([
    ["two audiences", { audiences: ["a", "b"] }, 400],
    ["no subject", { subject: "" }, 400],
    ["a name that is no part of an address", { name: "a b" }, 400],
    ["an unknown property", { claims: [] }, 400],
  ])("refuse a credential with %s", async (_what, change, status) => {
    const act = () => send("POST", credentials(), { ...trust, ...change });
    expect((await unchanged(bench, act)).status).toBe(status);
  });

  it("have one credential for a name, and for issuer and subject", async () => {
    expect((await send("POST", credentials(), trust)).status).toBe(201);
    expect((await send("POST", credentials(), trust)).status).toBe(409);
    expect((await send("POST", credentials(), { ...trust, name: "another" })).status).toBe(409);
    const id = made()?.federatedCredentials[0]?.id ?? "";
    const patch = (body: object) => send("PATCH", `${credentials()}/${id}`, body);
    expect((await patch({ name: "another" })).status).toBe(400);
    expect((await patch({ subject: "t" })).status).toBe(204);
    expect(made()?.federatedCredentials).toMatchObject([{ subject: "t", name: "identity" }]);
  });

  it("have one service principal", async () => {
    const body = { appId: made()?.appId, appRoleAssignmentRequired: true };
    expect((await send("POST", "/servicePrincipals", { appId: fabrikam })).status).toBe(400);
    expect((await send("POST", "/servicePrincipals", body)).status).toBe(201);
    expect((await send("POST", "/servicePrincipals", body)).status).toBe(409);
    const found = await send("GET", `/servicePrincipals(appId='${made()?.appId ?? ""}')`);
    expect(found.body).toMatchObject({ appRoleAssignmentRequired: true, displayName: "Ours" });
  });

  it("let a Privileged Role Administrator alone give a permission of Graph, once", async () => {
    const graphId = "00000003-0000-0000-c000-000000000000";
    const { body } = await send("GET", `/servicePrincipals(appId='${graphId}')`);
    const { id: resourceId, appRoles } = body as unknown as {
      readonly id: string;
      readonly appRoles: readonly { readonly id: string; readonly value: string }[];
    };
    const appRoleId = appRoles.find(({ value }) => value === "Mail.Send")?.id;
    const give = () =>
      send("POST", `/servicePrincipals/${resourceId}/appRoleAssignedTo`, {
        ...{ principalId: identityPrincipalId, resourceId, appRoleId },
      });
    signInAs(cloudApplicationAdministrator);
    expect((await unchanged(bench, give)).status).toBe(403);
    signInAs(globalAdministrator);
    expect((await give()).status).toBe(201);
    expect(bench.sandbox.facts.managedIdentity.appRoles).toContain("Mail.Send");
    expect((await unchanged(bench, give)).status).toBe(400);
  });
});
