import { generateKeyPair, SignJWT } from "jose";
import { identityPrincipalId, tenantIds } from "../../../local/sandbox/ids";
import type { SeenPage } from "../../../local/sandbox/person";
import { startBench, unchanged, type Bench } from "./support/bench";
import { signIn } from "./support/signIn";
import { codeFields, identityToken, requestToken } from "./support/tokens";

let bench: Bench;
let page: SeenPage;
beforeAll(async () => {
  bench = await startBench();
  page = await signIn(bench, "grace");
});
afterAll(() => bench.close());

/** A client assertion like the identity's, signed by somebody else. */
async function forged(): Promise<string> {
  const { privateKey } = await generateKeyPair("RS256");
  return new SignJWT({})
    .setProtectedHeader({ alg: "RS256" })
    .setIssuer(`${bench.sandbox.url}/${tenantIds.fabrikam}/v2.0`)
    .setSubject(identityPrincipalId)
    .setAudience("api://AzureADTokenExchange")
    .setExpirationTime("1h")
    .sign(privateKey);
}

/** A right assertion with a claim of the payload changed: its signature no longer fits. */
async function changed(claims: Record<string, unknown>): Promise<string> {
  const [head = "", payload = "", signature = ""] = (
    await identityToken(bench, "api://AzureADTokenExchange")
  ).split(".");
  const old = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
  return [
    head,
    Buffer.from(JSON.stringify({ ...old, ...claims })).toString("base64url"),
    signature,
  ].join(".");
}

async function refusal(
  fields: Record<string, string | undefined>,
): Promise<[number, string, readonly number[]]> {
  const { status, body } = await unchanged(bench, () =>
    requestToken(bench, { ...codeFields(bench, page), ...fields }),
  );
  return [status, body.error, body.error_codes];
}

describe("client authentication", () => {
  it("refuses a request without a client assertion", async () => {
    expect(await refusal({ client_assertion: undefined })).toEqual([
      401,
      "invalid_client",
      [7000218],
    ]);
  });
  it("refuses a client secret, since none exists", async () => {
    expect(await refusal({ client_secret: "guess" })).toEqual([401, "invalid_client", [7000215]]);
  });
  it("refuses another assertion type", async () => {
    expect(await refusal({ client_assertion_type: "urn:other" })).toEqual([
      401,
      "invalid_client",
      [50027],
    ]);
  });
  it("refuses what is no JWT", async () => {
    expect(await refusal({ client_assertion: "not-a-jwt" })).toEqual([
      401,
      "invalid_client",
      [50027],
    ]);
  });
  it("refuses an assertion signed by somebody else", async () => {
    expect(await refusal({ client_assertion: await forged() })).toEqual([
      401,
      "invalid_client",
      [700027],
    ]);
  });
  it.each([
    ["issuer", { iss: "https://evil.example" }, 700211],
    ["audience", { aud: "api://other" }, 700212],
    ["subject", { sub: "somebody-else" }, 700213],
    ["lifetime, stretched by hand", { exp: 9_999_999_999 }, 700027],
  ])("refuses an assertion with another %s", async (_what, claims, code) => {
    expect(await refusal({ client_assertion: await changed(claims) })).toEqual([
      401,
      "invalid_client",
      [code],
    ]);
  });
  it("refuses the identity's token for another resource", async () => {
    const graphToken = await identityToken(bench, "https://graph.microsoft.com");
    expect(await refusal({ client_assertion: graphToken })).toEqual([
      401,
      "invalid_client",
      [50027],
    ]);
  });
  it("refuses an assertion that has expired on every clock", async () => {
    const old = await identityToken(bench, "api://AzureADTokenExchange");
    const machine = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 3 * 86_400_000);
    bench.later(3 * 86_400_000);
    expect(await refusal({ client_assertion: old })).toEqual([401, "invalid_client", [700024]]);
    machine.mockRestore();
    bench.later(-3 * 86_400_000);
  });
  it("takes the identity's token after the sandbox's clock alone was moved", async () => {
    const old = await identityToken(bench, "api://AzureADTokenExchange");
    bench.later(7 * 86_400_000);
    const answer = await refusal({ client_assertion: old });
    bench.later(-7 * 86_400_000);
    // The code is too old by then, the assertion is not.
    expect(answer).toEqual([400, "invalid_grant", [70008]]);
  });
  it("refuses another application by name", async () => {
    const answer = await refusal({ client_id: "00000000-0000-4000-8000-000000000000" });
    expect(answer).toEqual([400, "unauthorized_client", [700016]]);
  });
  it("spends no code on all these refusals", async () => {
    expect((await requestToken(bench, codeFields(bench, page))).status).toBe(200);
  });
});

describe("identity endpoint", () => {
  it.each([
    ["without its header", "resource=https://graph.microsoft.com&api-version=2019-08-01", "", 401],
    [
      "in another version",
      "resource=https://graph.microsoft.com&api-version=2017-09-01",
      undefined,
      400,
    ],
    [
      "for an unknown resource",
      "resource=https://vault.example&api-version=2019-08-01",
      undefined,
      400,
    ],
    [
      "for another identity",
      "resource=https://graph.microsoft.com&api-version=2019-08-01&client_id=x",
      undefined,
      400,
    ],
  ])("refuses a request %s", async (_what, query, header, status) => {
    const { IDENTITY_ENDPOINT: endpoint = "", IDENTITY_HEADER: secret = "" } =
      bench.sandbox.settings();
    const response = await fetch(`${endpoint}?${query}`, {
      headers: { "x-identity-header": header ?? secret },
    });
    expect(response.status).toBe(status);
    expect(await response.json()).not.toHaveProperty("access_token");
  });
});
