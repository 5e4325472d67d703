import { decodeJwt } from "jose";
import { apiClientId, linkClientId, tenantIds } from "../../../local/sandbox/ids";
import type { SeenPage } from "../../../local/sandbox/person";
import { startBench, type Bench } from "./support/bench";
import { signIn, verifier } from "./support/signIn";
import { requestToken } from "./support/tokens";

let bench: Bench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => bench.sandbox.reset());
afterAll(() => bench.close());

const { fabrikam, contoso } = tenantIds;
const callback = () => `${bench.appUrl}/ops/callback`;
const asOperator = (
  personId: string,
  query: Record<string, string> = {},
  tenantId: string = fabrikam,
) =>
  signIn(bench, personId, {
    tenantId,
    scope: "openid profile",
    query: { client_id: apiClientId, redirect_uri: callback(), ...query },
  });
const redeem = (page: SeenPage, fields: Record<string, string> = {}) => {
  const code = new URL(page.url).searchParams.get("code") ?? "";
  const own = { grant_type: "authorization_code", code, code_verifier: verifier };
  const client = { client_id: apiClientId, redirect_uri: callback() };
  return requestToken(bench, { ...own, ...client, ...fields }, fabrikam);
};

describe("signing in to the api registration", () => {
  it("tells the roles of who is assigned some, and asks for no consent", async () => {
    const page = await asOperator("olivia");
    expect(page.url).toContain(callback());
    const { body } = await redeem(page);
    const claims = decodeJwt(body.id_token);
    expect(claims).toMatchObject({ aud: apiClientId, tid: fabrikam, roles: ["Links.Operate"] });
    expect(claims).not.toHaveProperty("azp");
    expect(claims).not.toHaveProperty("wids");
  });

  it("keeps a colleague without assignment out, on Entra's own page", async () => {
    const page = await asOperator("olga");
    expect(page.url).not.toContain(callback());
    expect(page.body).toContain("AADSTS50105");
  });

  it("lets a colleague in without roles where assignment is not required", async () => {
    bench.sandbox.facts.api.assignmentRequired = false;
    const { body } = await redeem(await asOperator("olga"));
    expect(decodeJwt(body.id_token)).not.toHaveProperty("roles");
  });

  it("keeps the roles of one registration out of the other's tokens", async () => {
    bench.sandbox.facts.api.assignments.push({ principalId: "x", role: "Links.Read" });
    const page = await signIn(bench, "olivia", { tenantId: fabrikam, scope: "openid profile" });
    const link = { client_id: linkClientId, redirect_uri: `${bench.appUrl}/signin/callback` };
    expect(decodeJwt((await redeem(page, link)).body.id_token)).not.toHaveProperty("roles");
  });

  it.each<[string, () => Promise<SeenPage>, string]>([
    [
      "the link registration's callback",
      () => asOperator("olivia", { redirect_uri: `${bench.appUrl}/consent/callback` }),
      "AADSTS50011",
    ],
    [
      "the api callback for the link registration",
      () => asOperator("olivia", { client_id: linkClientId }),
      "AADSTS50011",
    ],
    [
      "another directory: it is of one tenant",
      () => asOperator("grace", {}, contoso),
      "AADSTS700016",
    ],
  ])("refuses %s", async (_what, go, words) => {
    const page = await go();
    expect(page.body).toContain(words);
    expect(page.url).not.toContain("code=");
    expect(bench.sandbox.facts.api.assignments).toHaveLength(3);
  });

  it("refuses a code that was given to the other registration", async () => {
    const { body } = await redeem(await asOperator("olivia"), { client_id: linkClientId });
    expect(body.error).toMatch(/invalid_(grant|client)/);
    expect(body).not.toHaveProperty("id_token");
  });
});
