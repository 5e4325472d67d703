import { tenantIds } from "../../../local/sandbox/ids";
import { answerOf, startBench, tenant, unchanged, type Bench } from "./support/bench";
import { graph } from "./support/graph";
import { giveAdminConsent, signIn } from "./support/signIn";
import { codeFields, requestToken } from "./support/tokens";

let bench: Bench;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

const arm = "https://management.azure.com/user_impersonation";
const both = `openid profile offline_access User.Read ${arm}`;
const contoso = () => tenant(bench, tenantIds.contoso);
const consented = async (scope = both) =>
  codeFields(bench, await signIn(bench, "grace", { scope }));
const organization = (token: string) => graph(bench, "/organization", { token });
const subscriptions = (token: string) =>
  fetch(`${bench.sandbox.url}/subscriptions?api-version=2022-12-01`, {
    headers: { authorization: `Bearer ${token}` },
  });

describe("consent to two services at once", () => {
  it("is given on one page, and kept together", async () => {
    const page = await signIn(bench, "grace", { scope: both, answers: { stopAt: "consent" } });
    expect(page.body).toContain(`<li>${arm}</li>`);
    await consented();
    expect(contoso().grants).toMatchObject([{ scope: both }]);
  });

  it("needs no administrator for Azure, unless users may not consent", async () => {
    const scope = `openid User.Read ${arm}`;
    expect(answerOf(await signIn(bench, "uwe", { scope }))).toHaveProperty("code");
    bench.sandbox.reset();
    contoso().usersMayConsent = false;
    const page = await unchanged(bench, () => signIn(bench, "uwe", { scope }));
    expect(answerOf(page)).toMatchObject({ error: "access_denied" });
  });

  it("names no other permission of Azure", async () => {
    const scope = "openid https://management.azure.com/everything";
    const page = await unchanged(bench, () => signIn(bench, "grace", { scope }));
    expect(answerOf(page)).toMatchObject({ error: "invalid_scope" });
  });
});

describe("a token", () => {
  it("is refused where the request names neither of two services, and the code stays good", async () => {
    const fields = await consented();
    const refused = await unchanged(bench, () => requestToken(bench, fields));
    expect([refused.status, refused.body.error_codes]).toEqual([400, [28003]]);
    const { body } = await requestToken(bench, { ...fields, scope: "openid profile User.Read" });
    expect(body.scope).toBe("openid profile User.Read");
    expect((await organization(body.access_token)).status).toBe(200);
    expect((await subscriptions(body.access_token)).status).toBe(401);
  });

  it("is for the service that the request names", async () => {
    const { status, body } = await requestToken(bench, { ...(await consented()), scope: arm });
    expect([status, body.scope]).toEqual([200, `openid profile ${arm}`]);
    expect(body.id_token).toEqual(expect.any(String));
    expect((await organization(body.access_token)).body.error.code).toBe(
      "InvalidAuthenticationToken",
    );
    expect((await subscriptions(body.access_token)).status).toBe(200);
  });

  it("is never for two, and the code stays good", async () => {
    const fields = await consented();
    const refused = await unchanged(bench, () => requestToken(bench, { ...fields, scope: both }));
    expect([refused.status, refused.body.error, refused.body.error_codes]).toEqual([
      400,
      "invalid_scope",
      [28000],
    ]);
    expect(refused.body["error_description"]).toContain("contains more than one resource");
    expect((await requestToken(bench, { ...fields, scope: arm })).status).toBe(200);
  });

  it("for the other service comes with the refresh token", async () => {
    const named = { ...(await consented()), scope: "openid offline_access User.Read" };
    const { refresh_token } = (await requestToken(bench, named)).body;
    const refresh = (scope: string) =>
      requestToken(bench, { grant_type: "refresh_token", refresh_token, scope });
    const { body } = await refresh(arm);
    expect(body.scope).toBe(arm);
    expect((await subscriptions(body.access_token)).status).toBe(200);
    expect((await refresh(both)).body.error_codes).toEqual([28000]);
    const again = await refresh("User.Read");
    expect((await organization(again.body.access_token)).status).toBe(200);
  });

  it("for a service that nobody agreed to is refused", async () => {
    await giveAdminConsent(bench, "grace");
    const scope = "openid offline_access User.Read";
    const fields = await consented(scope);
    const refused = await unchanged(bench, () => requestToken(bench, { ...fields, scope: arm }));
    expect(refused.body.error_codes).toEqual([65001]);
  });
});
