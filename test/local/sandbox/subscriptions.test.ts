import { tenantIds } from "../../../local/sandbox/ids";
import { startBench, tenant, type Bench } from "./support/bench";
import { identityToken, tokensFor } from "./support/tokens";

let bench: Bench;
let token = "";
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  token = await armToken("alma", tenantIds.alpine);
});

const scope = "openid https://management.azure.com/user_impersonation";
const armToken = async (personId: string, tenantId: string) =>
  (await tokensFor(bench, personId, { tenantId, scope })).access_token;

interface Reply {
  readonly status: number;
  readonly body: {
    readonly value: readonly Record<string, unknown>[];
    readonly error: { readonly code: string; readonly message: string };
  };
}

async function ask(
  bearer: string | undefined,
  path = "/subscriptions?api-version=2022-12-01",
): Promise<Reply> {
  const headers: Record<string, string> =
    bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
  const response = await fetch(bench.sandbox.url + path, { headers });
  return { status: response.status, body: (await response.json()) as Reply["body"] };
}

describe("GET /subscriptions of Azure Resource Manager", () => {
  it("is where the settings say", () => {
    expect(bench.sandbox.settings()["ARM_URL"]).toBe(bench.sandbox.url);
  });

  it("lists the caller's subscriptions, disabled ones too", async () => {
    const { status, body } = await ask(token);
    const [production] = tenant(bench, tenantIds.alpine).subscriptions;
    expect(status).toBe(200);
    expect(body.value).toHaveLength(2);
    expect(body.value[0]).toEqual({
      id: `/subscriptions/${production?.id ?? ""}`,
      subscriptionId: production?.id,
      tenantId: tenantIds.alpine,
      displayName: "Alpine production",
      state: "Enabled",
      authorizationSource: "RoleBased",
    });
    expect(body.value[1]).toMatchObject({ state: "Disabled" });
  });

  it("lists nothing for somebody without a role in one, administrator or not", async () => {
    for (const one of tenant(bench, tenantIds.alpine).subscriptions) one.userIds.length = 0;
    expect((await ask(token)).body.value).toEqual([]);
    expect((await ask(await armToken("grace", tenantIds.contoso))).body.value).toEqual([]);
  });

  it.each<[string, () => Promise<string | undefined>]>([
    ["no token", () => Promise.resolve(undefined)],
    ["a guess", () => Promise.resolve("guess")],
    ["a token for Graph", async () => (await tokensFor(bench, "grace")).access_token],
    ["a token of the product", () => identityToken(bench, "https://graph.microsoft.com")],
  ])("refuses %s", async (_what, bearer) => {
    const { status, body } = await ask(await bearer());
    expect([status, body.error.code]).toEqual([401, "AuthenticationFailed"]);
    expect(body.value).toBeUndefined();
  });

  it("refuses a token after its hour", async () => {
    bench.sandbox.setClock(3600_000);
    expect((await ask(token)).status).toBe(401);
  });

  it.each([
    ["/subscriptions", 400, "MissingApiVersionParameter"],
    ["/subscriptions?api-version=2016-06-01", 400, "InvalidApiVersionParameter"],
    ["/subscriptions/x?api-version=2022-12-01", 501, "NotImitated"],
  ])("refuses %s", async (path, status, code) => {
    const { status: given, body } = await ask(token, path);
    expect([given, body.error.code]).toEqual([status, code]);
  });

  it("keeps a note of every request", async () => {
    await ask(token);
    await ask("guess");
    expect(bench.sandbox.requests().slice(-2)).toMatchObject([
      {
        method: "GET",
        path: "/subscriptions?api-version=2022-12-01",
        token: "delegated",
        tenantId: tenantIds.alpine,
        scopes: ["https://management.azure.com/user_impersonation"],
        status: 200,
      },
      { token: "none", tenantId: null, status: 401 },
    ]);
  });

  it("fails by a fault in its own error shape", async () => {
    bench.sandbox.setFault({ path: "/subscriptions", status: 429, code: "TooManyRequests" });
    const { status, body } = await ask(token);
    expect([status, body.error.code]).toEqual([429, "TooManyRequests"]);
    expect((await ask(token)).status).toBe(200);
  });
});
