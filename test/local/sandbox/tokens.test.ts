import { tenantIds } from "../../../local/sandbox/ids";
import { startBench, tenant, unchanged, type Bench } from "./support/bench";
import { signIn } from "./support/signIn";
import { codeFields, requestToken, tokensFor } from "./support/tokens";

let bench: Bench;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

const day = 86_400_000;
const contoso = () => tenant(bench, tenantIds.contoso);
const refused = (fields: Record<string, string | undefined>, tenantId?: string) =>
  unchanged(bench, async () => {
    const { status, body } = await requestToken(bench, fields, tenantId);
    return [status, body.error, ...body.error_codes];
  });

describe("authorization code", () => {
  it("works once", async () => {
    const fields = codeFields(bench, await signIn(bench, "grace"));
    expect((await requestToken(bench, fields)).status).toBe(200);
    expect(await refused(fields)).toEqual([400, "invalid_grant", 54005]);
  });

  it("works for ten minutes", async () => {
    const fields = codeFields(bench, await signIn(bench, "grace"));
    bench.sandbox.setClock(10 * 60_000 + 1000);
    expect(await refused(fields)).toEqual([400, "invalid_grant", 70008]);
  });

  it("gives no refresh token without offline_access", async () => {
    const { status, body } = await requestToken(
      bench,
      codeFields(bench, await signIn(bench, "grace")),
    );
    expect(status).toBe(200);
    expect(body).not.toHaveProperty("refresh_token");
    expect(body).toMatchObject({
      token_type: "Bearer",
      scope: "openid profile User.Read",
      expires_in: 3599,
      ext_expires_in: 3599,
    });
  });

  it.each([
    ["with another verifier", { code_verifier: "x".repeat(43) }, "invalid_grant", 501481],
    ["without a verifier", { code_verifier: undefined }, "invalid_grant", 501481],
    ["for another redirect URI", { redirect_uri: "http://localhost:1/" }, "invalid_grant", 500112],
    ["that nobody issued", { code: "guess" }, "invalid_grant", 9002313],
    ["by another grant type", { grant_type: "password" }, "unsupported_grant_type", 70003],
    ["without a grant type", { grant_type: undefined }, "invalid_request", 900144],
  ])("is refused %s, and stays good", async (_what, change, error, code) => {
    const fields = codeFields(bench, await signIn(bench, "grace"));
    expect(await refused({ ...fields, ...change })).toEqual([400, error, code]);
    expect((await requestToken(bench, fields)).status).toBe(200);
  });

  it("is refused in another tenant", async () => {
    const fields = codeFields(bench, await signIn(bench, "grace"));
    await signIn(bench, "lena", { tenantId: tenantIds.litware });
    expect(await refused(fields, tenantIds.litware)).toEqual([400, "invalid_grant", 9002313]);
  });

  it("is refused where the enterprise application is gone", async () => {
    const fields = codeFields(bench, await signIn(bench, "grace"));
    contoso().servicePrincipals.length = 0;
    expect(await refused(fields)).toEqual([401, "invalid_client", 7000229]);
  });
});

describe("refresh token", () => {
  const scope = "openid offline_access User.Read User.Invite.All";
  const refresh = async () => {
    const { refresh_token } = await tokensFor(bench, "grace", { scope });
    return { grant_type: "refresh_token", refresh_token };
  };

  it("gives narrower and renewed tokens", async () => {
    const { status, body } = await requestToken(bench, {
      ...(await refresh()),
      scope: "User.Read",
    });
    expect(status).toBe(200);
    // Entra answers with everything that was granted for Graph.
    expect(body.scope).toBe("User.Read User.Invite.All");
    expect(body).not.toHaveProperty("id_token");
    expect(body.refresh_token).toEqual(expect.any(String));
  });

  it("names scopes with their resource where the request did", async () => {
    const fields = { ...(await refresh()), scope: "https://graph.microsoft.com/User.Read" };
    const { body } = await requestToken(bench, fields);
    expect(body.scope).toBe(
      "https://graph.microsoft.com/User.Read https://graph.microsoft.com/User.Invite.All",
    );
  });

  it("lasts 90 days without use, and is renewed by use", async () => {
    const fields = await refresh();
    bench.sandbox.setClock(89 * day);
    const { body } = await requestToken(bench, fields);
    bench.sandbox.setClock(120 * day);
    expect(await refused(fields)).toEqual([400, "invalid_grant", 700082]);
    const renewed = { grant_type: "refresh_token", refresh_token: body.refresh_token };
    expect((await requestToken(bench, renewed)).status).toBe(200);
  });

  it("is refused after the person's sessions were revoked", async () => {
    const fields = await refresh();
    const grace = contoso().users[0];
    if (grace) grace.signInSessionsValidFromDateTime = new Date(Date.now() + day).toISOString();
    expect(await refused(fields)).toEqual([400, "invalid_grant", 50173]);
  });

  it("is refused after the consent was withdrawn", async () => {
    const fields = await refresh();
    contoso().grants.length = 0;
    expect(await refused(fields)).toEqual([400, "invalid_grant", 65001]);
  });

  it("is refused for a scope that was never granted", async () => {
    const fields = { ...(await refresh()), scope: "RoleManagement.ReadWrite.Directory" };
    expect(await refused(fields)).toEqual([400, "invalid_grant", 65001]);
  });

  it("is refused for a person who is disabled or gone", async () => {
    const fields = await refresh();
    const [grace] = contoso().users;
    if (grace) grace.accountEnabled = false;
    expect(await refused(fields)).toEqual([400, "invalid_grant", 50057]);
    contoso().users.shift();
    expect(await refused(fields)).toEqual([400, "invalid_grant", 50020]);
  });

  it("can be answered with a claims challenge by a fault", async () => {
    const fields = await refresh();
    const body = {
      error: "interaction_required",
      error_codes: [50076],
      claims: '{"access_token":{}}',
    };
    bench.sandbox.setFault({
      method: "POST",
      path: `/${tenantIds.contoso}/oauth2/v2.0/token`,
      status: 400,
      body,
    });
    expect(await refused(fields)).toEqual([400, "interaction_required", 50076]);
    expect((await requestToken(bench, fields)).status).toBe(200);
  });
});
