import { ManagedIdentityCredential } from "@azure/identity";
import { decodeJwt } from "jose";
import * as openid from "openid-client";
import { createPerson } from "../../../local/sandbox/person";
import { linkClientId, tenantIds } from "../../../local/sandbox/ids";
import { startBench, type Bench } from "./support/bench";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
  Object.assign(process.env, bench.sandbox.settings());
});
afterAll(() => bench.close());

/** The client as the product has it: it proves itself by its managed identity. */
async function discover(): Promise<openid.Configuration> {
  const credential = new ManagedIdentityCredential();
  const proof: openid.ClientAuth = async (_server, client, body) => {
    const token = await credential.getToken("api://AzureADTokenExchange/.default");
    body.set("client_id", client.client_id);
    body.set("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    body.set("client_assertion", token.token);
  };
  const issuer = new URL(`${bench.sandbox.url}/${tenantIds.contoso}/v2.0`);
  const options = { execute: [openid.allowInsecureRequests] };
  return openid.discovery(issuer, linkClientId, undefined, proof, options);
}

describe("code flow with openid-client and the Azure SDK's managed identity", () => {
  it("signs an administrator in, and goes on with the refresh token", async () => {
    const config = await discover();
    const pkceCodeVerifier = openid.randomPKCECodeVerifier();
    const [expectedState, expectedNonce] = [openid.randomState(), openid.randomNonce()];
    const person = createPerson(bench.sandbox, "grace");
    await person.visit(
      openid.buildAuthorizationUrl(config, {
        redirect_uri: `${bench.appUrl}/signin/callback`,
        scope: "openid profile email offline_access User.Read User.Invite.All",
        state: expectedState,
        nonce: expectedNonce,
        prompt: "consent",
        code_challenge: await openid.calculatePKCECodeChallenge(pkceCodeVerifier),
        code_challenge_method: "S256",
      }).href,
    );
    const back = await person.signIn();
    const checks = { pkceCodeVerifier, expectedState, expectedNonce };
    const tokens = await openid.authorizationCodeGrant(config, new URL(back.url), checks);

    const contoso = bench.sandbox.facts.tenants.find((tenant) => tenant.id === tenantIds.contoso);
    expect(tokens.claims()).toMatchObject({
      aud: linkClientId,
      iss: `${bench.sandbox.url}/${tenantIds.contoso}/v2.0`,
      tid: tenantIds.contoso,
      oid: contoso?.users[0]?.id,
      name: "Grace Adler",
      preferred_username: "admin@contoso.onmicrosoft.com",
      email: "admin@contoso.onmicrosoft.com",
      ver: "2.0",
      wids: ["62e90394-69f5-4237-9190-012177145e10", "b79fbf4d-3ef9-4689-8143-76b194e85509"],
    });
    expect(tokens.claims()).not.toHaveProperty("idp");
    expect(tokens.scope?.split(" ")).toEqual([
      "openid",
      "profile",
      "email",
      "User.Read",
      "User.Invite.All",
    ]);
    expect(tokens.access_token).not.toContain(".");
    expect(() => decodeJwt(tokens.access_token)).toThrow();

    const first = tokens.refresh_token ?? "";
    const renewed = await openid.refreshTokenGrant(config, first);
    expect(renewed.refresh_token).not.toBe(first);
    // Entra leaves the old one valid.
    expect((await openid.refreshTokenGrant(config, first)).access_token).not.toBe(
      renewed.access_token,
    );
  });

  it("gives the managed identity a Graph token of the home tenant", async () => {
    const { token } = await new ManagedIdentityCredential().getToken(
      "https://graph.microsoft.com/.default",
    );
    const path =
      "/v1.0/tenantRelationships/findTenantInformationByDomainName(domainName='contoso.com')";
    const response = await fetch(bench.sandbox.url + path, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await response.json()).toMatchObject({
      tenantId: tenantIds.contoso,
      displayName: "Contoso",
      defaultDomainName: "contoso.com",
    });
  });
});
