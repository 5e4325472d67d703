import { createHmac } from "node:crypto";
import { linked } from "../support/attackStage";
import { refused } from "../support/nothingHappened";
import { startProduct, type Product } from "../support/product";
import { createTokenForger, home, ticketToken, type TokenForger } from "../support/tokenForger";
import { localApiKey } from "../../local/localSettings";
import { apiClientId, guidFrom, linkClientId, tenantIds } from "../../local/sandbox/ids";

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const { contoso } = tenantIds;
const graph = "00000003-0000-0000-c000-000000000000";
const someone = guidFrom("someone");

describe("attacks on access tokens for the API", () => {
  let product: Product;
  let forger: TokenForger;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    id = await linked(product);
    forger = await createTokenForger(product.sandbox);
  });
  afterAll(() => product.close());

  const asBearer = async (headers: Record<string, string>, action = "/end") => {
    const response = await product.call("POST", `/api/v1/links/${id}${action}`, {
      headers: { "x-api-key": "", ...headers },
    });
    const challenge = response.headers.get("www-authenticate") ?? "";
    return { status: response.status, body: await response.text(), challenge };
  };
  const attackWith = async (token: string) => {
    let challenge = "";
    const attack = async () => {
      const answer = await asBearer({ authorization: `Bearer ${token}` });
      challenge = answer.challenge;
      return answer;
    };
    const { body } = await refused(product, id, { attack, by: { status: 401 } });
    expect(JSON.parse(body)).toMatchObject({ code: "not_authenticated" });
    expect(challenge).toContain('Bearer realm="directory link", error="invalid_token"');
    for (const part of token.split(".").filter((one) => one.length > 8))
      expect(body).not.toContain(part);
    return (JSON.parse(body) as { detail: string }).detail;
  };

  it("lets the forged token through while nothing is wrong with it: the list below can fail", async () => {
    const authorization = `Bearer ${await forger.token()}`;
    const headers = { "x-api-key": "", authorization };
    expect((await product.call("GET", `/api/v1/links/${id}`, { headers })).status).toBe(200);
    const audience = await forger.token({ aud: `api://${apiClientId}` });
    const other = { "x-api-key": "", authorization: `bearer ${audience}` };
    expect((await product.call("GET", `/api/v1/links/${id}`, { headers: other })).status).toBe(200);
  });

  const hour = 3600;
  const at = (seconds: number) => Math.floor(product.sandbox.now().getTime() / 1000) + seconds;
  it.each<[string, () => Record<string, unknown>, string]>([
    [
      "another tenant's issuer",
      () => ({ iss: `${product.sandbox.url}/${contoso}/v2.0` }),
      "another tenant",
    ],
    [
      "an issuer without its version",
      () => ({ iss: `${product.sandbox.url}/${home}` }),
      "another tenant",
    ],
    [
      "an issuer with a slash more",
      () => ({ iss: `${product.sandbox.url}/${home}/v2.0/` }),
      "another tenant",
    ],
    ["the right issuer, but another tid", () => ({ tid: contoso }), "another tenant"],
    ["no tid", () => ({ tid: undefined }), "another tenant"],
    ["the audience of Microsoft Graph", () => ({ aud: graph }), "another API"],
    [
      "the audience of Graph by its address",
      () => ({ aud: "https://graph.microsoft.com" }),
      "another API",
    ],
    ["the audience of the link registration", () => ({ aud: linkClientId }), "another API"],
    ["two audiences, one of them ours", () => ({ aud: [apiClientId, graph] }), "another API"],
    ["an audience that only begins like ours", () => ({ aud: `${apiClientId}0` }), "another API"],
    ["no audience", () => ({ aud: undefined }), "another API"],
    ["a lifetime that is over", () => ({ nbf: at(-2 * hour), exp: at(-61) }), "expired"],
    ["a lifetime that has not begun", () => ({ nbf: at(90) }), "not good yet"],
    ["no end", () => ({ exp: undefined }), "until when"],
    ["no beginning", () => ({ nbf: undefined }), "until when"],
    ["an end in words", () => ({ exp: "tomorrow" }), "until when"],
    ["version 1.0", () => ({ ver: "1.0" }), "requestedAccessTokenVersion to 2"],
    [
      "version 1.0 and its own issuer",
      () => ({ ver: "1.0", iss: `https://sts.windows.net/${home}/` }),
      "requestedAccessTokenVersion to 2",
    ],
    ["no version", () => ({ ver: undefined }), "unknown version"],
    ["version 3", () => ({ ver: "3.0" }), "unknown version"],
    [
      "the shape of an ID token",
      () => ({ azp: undefined, nonce: "n", sub: "pairwise" }),
      "ID token",
    ],
    [
      "the shape of an ID token without nonce",
      () => ({ azp: undefined, sub: "pairwise" }),
      "ID token",
    ],
    ["the nonce of an ID token, and azp", () => ({ nonce: "n" }), "ID token"],
    ["the code hash of an ID token, and azp", () => ({ c_hash: "c" }), "ID token"],
    [
      "scopes: it acts for a person",
      () => ({ scp: "Links.Read", sub: "pairwise" }),
      "for a person",
    ],
    ["scopes, and the subject of an application", () => ({ scp: "Links.Read" }), "for a person"],
    ["a person's subject", () => ({ sub: "pairwise" }), "for a person"],
    ["the mark of a person's token", () => ({ idtyp: "user" }), "for a person"],
    ["no azp", () => ({ azp: undefined }), "(azp)"],
    ["the azp of an application that nobody declared", () => ({ azp: someone }), someone],
    ["appid in place of azp", () => ({ azp: undefined, appid: someone }), "(azp)"],
  ])("a token with %s", async (_what, changes, words) => {
    expect(await attackWith(await forger.token(changes()))).toContain(words);
  });

  it.each<[string, () => Promise<string>, string]>([
    ["signed by somebody else under the right key id", () => forger.wronglySigned(), "signature"],
    [
      "signed under a key id that nobody publishes",
      () => forger.token({}, { kid: "other" }),
      "key",
    ],
    ["without a key id", () => forger.token({}, { kid: undefined as unknown as string }), "key"],
  ])("a token %s", async (_what, make, words) => {
    expect(await attackWith(await make())).toContain(words);
  });

  it("a token with alg none", async () => {
    const [, payload = ""] = (await forger.token()).split(".");
    const header = encode({ typ: "JWT", alg: "none", kid: "forged" });
    expect(await attackWith(`${header}.${payload}.`)).toContain("RS256");
  });

  it("a token signed by HS256 with the published key as its secret", async () => {
    const [, payload = ""] = (await forger.token()).split(".");
    const signed = `${encode({ typ: "JWT", alg: "HS256", kid: "forged" })}.${payload}`;
    const mac = createHmac("sha256", forger.publicPem).update(signed).digest("base64url");
    expect(await attackWith(`${signed}.${mac}`)).toContain("RS256");
  });

  it("a token whose roles were changed after it was signed", async () => {
    const [header, payload = "", signature] = (await forger.token()).split(".");
    const claims = JSON.parse(Buffer.from(payload, "base64url").toString()) as object;
    const changed = [header, encode({ ...claims, roles: ["Links.Operate"] }), signature].join(".");
    expect(await attackWith(changed)).toContain("signature");
  });

  it.each([
    ["an opaque token, as Graph's may be", "EwB4A8l6BAAUs5-HQn0Vt1"],
    ["five parts, as an encrypted token has", "a.b.c.d.e"],
    ["a header that is no JSON", "aaaa.bbbb.cccc"],
    ["far too much", `${"a".repeat(9000)}.b.c`],
    ["two tokens", "abc, Bearer def"],
  ])("%s", async (_what, token) => {
    expect(await attackWith(token)).toContain("Authorization header");
  });

  it("a token and a key in one request, even where both are good", async () => {
    const headers = { "x-api-key": localApiKey, authorization: `Bearer ${await forger.token()}` };
    const attack = () => asBearer(headers);
    await refused(product, id, { attack, by: { status: 400 } });
    expect((await asBearer(headers)).challenge).toContain('error="invalid_request"');
  });

  it.each<[string, unknown]>([
    ["no roles", undefined],
    ["a role that may only read", ["Links.Read"]],
    ["a role that the caller was never declared with", ["Links.Operate"]],
    ["a role in other letters", ["links.request"]],
  ])("a good token with %s lacks the role", async (_what, roles) => {
    const authorization = `Bearer ${await forger.token({ roles })}`;
    const attack = () => asBearer({ authorization });
    const { body } = await refused(product, id, { attack, by: { status: 403 } });
    expect(JSON.parse(body)).toMatchObject({ code: "role_missing" });
    expect((await attack()).challenge).toContain('error="insufficient_scope"');
  });

  it("an hour later the same token", async () => {
    const token = await forger.token();
    await product.later({ seconds: hour + 120 });
    expect(await attackWith(token)).toContain("expired");
  });

  it("last: Entra's own token of the ticketing system does what the attacks could not", async () => {
    const { body } = await ticketToken(product.sandbox);
    const authorization = `Bearer ${String(body["access_token"])}`;
    expect((await asBearer({ authorization })).status).toBe(202);
  });
});
