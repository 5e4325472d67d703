import { createSubscriptions } from "../../adapters/subscriptions";
import { tenantId } from "../../domain/ids";
import { signInScopes } from "../../domain/plan";
import { tenantIds } from "../../local/sandbox/ids";
import { startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";

const alpine = tenantId.parse(tenantIds.alpine);
const arm = "https://management.azure.com/user_impersonation";

describe("the administrator's own Azure subscriptions", () => {
  let microsoft: Microsoft;
  let refreshToken: string;
  beforeAll(async () => {
    microsoft = await startMicrosoft();
  });
  beforeEach(async () => {
    microsoft.sandbox.reset();
    const scopes = [...signInScopes, "User.Read", arm];
    const page = await microsoft.answer("alma", { scopes }, alpine);
    const named = microsoft.redemption(page, { scopes: [...signInScopes, "User.Read"] });
    refreshToken = (await microsoft.signIn.redeem(alpine, named)).refreshToken ?? "";
  });
  afterAll(() => microsoft.close());
  const count = (token = refreshToken, url = microsoft.sandbox.url) =>
    createSubscriptions(url, microsoft.clients).countEnabled(alpine, token);

  it("are asked for by the scope of Azure Resource Manager", () => {
    expect(createSubscriptions(microsoft.sandbox.url, microsoft.clients).scope).toBe(arm);
  });

  it("are counted where they are enabled, with the person's own token", async () => {
    expect(await count()).toBe(1);
    for (const one of microsoft.tenant(alpine).subscriptions) one.state = "Enabled";
    expect(await count()).toBe(2);
  });

  it("are none for who has none: that is a number, and proves nothing", async () => {
    microsoft.tenant(alpine).subscriptions.length = 0;
    expect(await count()).toBe(0);
  });

  it.each([
    ["answers an error", { status: 503 }],
    ["refuses", { status: 403 }],
    ["answers in another form", { status: 200, body: { value: [{ name: "x" }] } }],
    ["answers words", { status: 200, body: "<html>" }],
    ["does not answer", { kind: "drop" as const }],
  ])("are not known where Azure %s: nobody is held up by it", async (_what, fault) => {
    microsoft.sandbox.setFault({ path: "/subscriptions", ...fault });
    expect(await count()).toBeNull();
  });

  it("are not known where the session gives no token for Azure", async () => {
    expect(await count("made up")).toBeNull();
    expect(await count(refreshToken, "http://127.0.0.1:1")).toBeNull();
  });
});
