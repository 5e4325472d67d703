import { tenantIds } from "../../../local/sandbox/ids";
import { assignment } from "./support/asAdministrator";
import { startBench, tenant, unchanged, type Bench } from "./support/bench";
import { graph, invitation, planScopes, type GraphRequest } from "./support/graph";
import { identityToken, tokensFor } from "./support/tokens";

let bench: Bench;
let admin = "";
let user = "";
let app = "";
beforeAll(async () => {
  bench = await startBench();
  admin = (await tokensFor(bench, "grace", { scope: planScopes })).access_token;
  user = (await tokensFor(bench, "uwe")).access_token;
  app = await identityToken(bench, "https://graph.microsoft.com");
});
afterAll(() => bench.close());

const denial = [403, "Authorization_RequestDenied"];
const unknownToken = [401, "InvalidAuthenticationToken"];
const contoso = () => tenant(bench, tenantIds.contoso);
const domainCall =
  "/tenantRelationships/findTenantInformationByDomainName(domainName='contoso.com')";

async function refusal(path: string, request: GraphRequest): Promise<[number, string]> {
  const { status, body } = await unchanged(bench, () => graph(bench, path, request));
  return [status, body.error.code];
}

/** A token with all scopes of the plan, as if somebody had granted them to everybody for a moment. */
async function tokenWithPlan(personId: string): Promise<string> {
  const clientId = contoso().servicePrincipals[0]?.id ?? "";
  const grant = { id: "g", clientId, consentType: "AllPrincipals", principalId: null } as const;
  contoso().grants.push({ ...grant, scope: planScopes });
  const { access_token: token } = await tokensFor(bench, personId);
  contoso().grants.pop();
  return token;
}

describe("Graph, by token", () => {
  it.each(["guess", "eyJhbGciOiJub25lIn0.e30."])("refuses the token %s", async (token) => {
    expect(await refusal("/organization", { token })).toEqual(unknownToken);
  });

  it("refuses no token at all", async () => {
    const response = await fetch(`${bench.sandbox.url}/v1.0/organization`);
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain("Bearer");
  });

  it("refuses an ID token", async () => {
    const { id_token: token } = await tokensFor(bench, "grace");
    expect(await refusal("/organization", { token })).toEqual(unknownToken);
  });

  it("refuses a token after its hour", async () => {
    bench.sandbox.setClock(3600_000);
    expect(await refusal("/organization", { token: admin })).toEqual(unknownToken);
    bench.sandbox.setClock(0);
    expect((await graph(bench, "/organization", { token: admin })).status).toBe(200);
  });

  it.each<[string, string, Omit<GraphRequest, "token">]>([
    ["GET /organization", "/organization", {}],
    [
      "POST /invitations",
      "/invitations",
      { method: "POST", body: invitation("a@partner.example") },
    ],
    [
      "POST roleAssignments",
      "/roleManagement/directory/roleAssignments",
      { method: "POST", body: assignment("x") },
    ],
    ["GET onPremisesSynchronization", "/directory/onPremisesSynchronization", {}],
    ["GET /users", "/users?$filter=mail eq 'x'", {}],
  ])("refuses an app token for %s", async (_what, path, request) => {
    expect(await refusal(path, { ...request, token: app })).toEqual(denial);
  });

  it("refuses an app token for people's calls even if the app has that permission", async () => {
    bench.sandbox.facts.managedIdentity.appRoles.push("OnPremDirectorySynchronization.Read.All");
    const token = await identityToken(bench, "https://graph.microsoft.com");
    expect(await refusal("/directory/onPremisesSynchronization", { token })).toEqual(denial);
    bench.sandbox.facts.managedIdentity.appRoles.pop();
  });

  it("refuses an app token for /me in Graph's own words", async () => {
    const path = "/me/transitiveMemberOf/microsoft.graph.directoryRole";
    expect(await refusal(path, { token: app })).toEqual([400, "BadRequest"]);
  });

  it("refuses a person's token for the product's own calls", async () => {
    expect(await refusal(domainCall, { token: admin })).toEqual(denial);
    const mail = {
      message: { subject: "x", toRecipients: [{ emailAddress: { address: "a@b.example" } }] },
    };
    expect(
      await refusal("/users/links@fabrikam.example/sendMail", {
        token: admin,
        method: "POST",
        body: mail,
      }),
    ).toEqual(denial);
  });
});

describe("Graph, by scope and role", () => {
  it("refuses a token without the scope", async () => {
    const { access_token: token } = await tokensFor(bench, "lena", { tenantId: tenantIds.litware });
    expect(
      await refusal("/invitations", {
        token,
        method: "POST",
        body: invitation("a@partner.example"),
      }),
    ).toEqual(denial);
    expect(await refusal("/subscribedSkus", { token })).toEqual(denial);
    expect((await graph(bench, "/organization", { token })).body.value).toMatchObject([
      { id: tenantIds.litware },
    ]);
  });

  it("refuses an ordinary user's role assignment and sync features, scope or not", async () => {
    const token = await tokenWithPlan("uwe");
    const body = assignment(contoso().users[1]?.id ?? "");
    expect(
      await refusal("/roleManagement/directory/roleAssignments", { token, method: "POST", body }),
    ).toEqual(denial);
    expect(await refusal("/directory/onPremisesSynchronization", { token })).toEqual(denial);
    const own = contoso().roleAssignments[0]?.id ?? "";
    expect(
      await refusal(`/roleManagement/directory/roleAssignments/${own}`, {
        token,
        method: "DELETE",
      }),
    ).toEqual(denial);
  });

  it("looks at the role at the moment of the call", async () => {
    const [held] = contoso().roleAssignments;
    if (held) held.endsAt = new Date(bench.sandbox.now().getTime() - 1000).toISOString();
    const body = assignment(contoso().users[1]?.id ?? "");
    expect(
      await refusal("/roleManagement/directory/roleAssignments", {
        token: admin,
        method: "POST",
        body,
      }),
    ).toEqual(denial);
    if (held) held.endsAt = null;
  });

  it("lets a guest without a role read nobody", async () => {
    await graph(bench, "/invitations", {
      token: admin,
      method: "POST",
      body: invitation("partner.ops@outlook.com"),
    });
    const token = await tokenWithPlan("paula");
    expect(await refusal("/users?$filter=mail eq 'uwe@contoso.com'", { token })).toEqual(denial);
    expect(await refusal("/roleManagement/directory/roleAssignments", { token })).toEqual(denial);
  });

  it("refuses the token of a user who was disabled", async () => {
    const uwe = contoso().users[1];
    if (uwe) uwe.accountEnabled = false;
    expect(await refusal("/organization", { token: user })).toEqual(unknownToken);
    if (uwe) uwe.accountEnabled = true;
  });
});
