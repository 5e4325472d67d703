import { createPerson } from "../../../local/sandbox/person";
import { tenantIds } from "../../../local/sandbox/ids";
import { answerOf, startBench, unchanged, type Bench } from "./support/bench";
import { authorizeUrl, giveAdminConsent, signIn, type Asked } from "./support/signIn";

let bench: Bench;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(() => bench.sandbox.reset());

describe("authorize endpoint, before the redirect URI is trusted", () => {
  const cases: [string, Asked, string][] = [
    [
      "an unregistered redirect URI",
      { query: { redirect_uri: "https://evil.example/signin/callback" } },
      "AADSTS50011",
    ],
    [
      "another application",
      { query: { client_id: "00000000-0000-4000-8000-000000000000" } },
      "AADSTS700016",
    ],
    ["no client id", { query: { client_id: undefined } }, "AADSTS900144"],
    ["an unknown tenant", { tenantId: "nobody.example" }, "AADSTS90002"],
    ["no tenant", { tenantId: "common" }, "AADSTS90130"],
    ["a tenant of another cloud", { tenantId: "agency.us" }, "AADSTS90038"],
  ];
  it.each(cases)("shows a page and redirects nowhere for %s", async (_what, asked, code) => {
    const page = await unchanged(bench, () =>
      createPerson(bench.sandbox, "grace").visit(authorizeUrl(bench, asked)),
    );
    expect(page.status).toBe(400);
    expect(page.body).toContain(code);
    expect(page.hops).toHaveLength(1);
  });
});

describe("authorize endpoint, back at the application", () => {
  const cases: [string, Asked["query"], string][] = [
    ["no PKCE", { code_challenge: undefined, code_challenge_method: undefined }, "invalid_request"],
    ["plain PKCE", { code_challenge_method: "plain" }, "invalid_request"],
    ["another response type", { response_type: "id_token" }, "unsupported_response_type"],
    ["another response mode", { response_mode: "form_post" }, "invalid_request"],
    ["an unknown prompt", { prompt: "admin_consent" }, "invalid_request"],
    ["no scope", { scope: undefined }, "invalid_request"],
    ["an unknown scope", { scope: "openid Nonsense.Read" }, "invalid_client"],
    ["a scope of another resource", { scope: "openid https://vault.example/x" }, "invalid_scope"],
    ["prompt=none without a session", { prompt: "none" }, "interaction_required"],
  ];
  it.each(cases)("refuses %s", async (_what, query = {}, error) => {
    const page = await unchanged(bench, () => signIn(bench, "grace", { query }));
    expect(page.url).toContain(`${bench.appUrl}/signin/callback`);
    expect(answerOf(page)).toMatchObject({ error, state: "some-state" });
    expect(answerOf(page)).not.toHaveProperty("code");
  });
});

describe("signing in", () => {
  it("offers the people to choose from, the hinted one first", async () => {
    const person = createPerson(bench.sandbox, "uwe");
    const page = await person.visit(
      authorizeUrl(bench, { query: { login_hint: "UWE@contoso.com" } }),
    );
    const chosen = page.forms[0]?.buttons.map((button) => button.attributes["data-person"]);
    expect(chosen).toEqual([
      "uwe",
      "grace",
      "petra",
      "lena",
      "paula",
      "wanda",
      "olga",
      "olivia",
      "tara",
      "wim",
      "alma",
      "otto",
    ]);
  });

  it("does not ask again in the same browser", async () => {
    const person = await giveAdminConsent(bench, "grace");
    const page = await person.visit(authorizeUrl(bench));
    expect(answerOf(page)).toMatchObject({
      state: "some-state",
      code: expect.any(String) as string,
    });
  });

  it.each(["select_account", "login"])("asks again for prompt=%s", async (prompt) => {
    const person = await giveAdminConsent(bench, "grace");
    const page = await person.visit(authorizeUrl(bench, { query: { prompt } }));
    expect(page.body).toContain("Pick an account");
  });

  it("asks again when the hint names somebody else", async () => {
    const person = await giveAdminConsent(bench, "grace");
    const page = await person.visit(
      authorizeUrl(bench, { query: { login_hint: "uwe@contoso.com" } }),
    );
    expect(page.body).toContain("Pick an account");
  });

  it("goes through silently with prompt=none where nothing has to be asked", async () => {
    const person = await giveAdminConsent(bench, "grace");
    const page = await person.visit(authorizeUrl(bench, { query: { prompt: "none" } }));
    expect(answerOf(page)).toHaveProperty("code");
  });

  it("keeps somebody out who is not in the directory, with a page and no redirect", async () => {
    const page = await unchanged(bench, () => signIn(bench, "lena"));
    expect(page.status).toBe(400);
    expect(page.body).toContain("AADSTS50020");
    expect(page.url).toContain(bench.sandbox.url);
  });

  it("keeps a disabled account out", async () => {
    const uwe = bench.sandbox.facts.tenants
      .flatMap((one) => one.users)
      .find((user) => user.personId === "uwe");
    if (uwe) uwe.accountEnabled = false;
    const page = await unchanged(bench, () => signIn(bench, "uwe"));
    expect(page.body).toContain("AADSTS50057");
  });

  it("forgets a finished sign-in", async () => {
    const person = createPerson(bench.sandbox, "grace");
    const [form] = (await person.visit(authorizeUrl(bench))).forms;
    await person.signIn();
    const again = await person.visit(authorizeUrl(bench, { query: { prompt: "login" } }));
    if (!form) throw new Error("No form.");
    const late = await unchanged(bench, () => person.submit(form, { button: "grace" }));
    expect(again.status).toBe(200);
    expect(late.status).toBe(400);
    expect(late.body).toContain("start again");
  });
});

describe("signing out", () => {
  const logout = (query = "") =>
    `${bench.sandbox.url}/${tenantIds.contoso}/oauth2/v2.0/logout${query}`;

  it("ends the session and shows a page", async () => {
    const person = await giveAdminConsent(bench, "grace");
    expect((await person.visit(logout())).body).toContain("You signed out");
    expect((await person.visit(authorizeUrl(bench))).body).toContain("Pick an account");
  });

  it("goes back to the registered page only", async () => {
    const person = createPerson(bench.sandbox, "grace");
    const back = (url: string) => logout(`?post_logout_redirect_uri=${encodeURIComponent(url)}`);
    expect((await person.visit(back(`${bench.appUrl}/signed-out`))).url).toBe(
      `${bench.appUrl}/signed-out`,
    );
    expect((await person.visit(back("https://evil.example/"))).body).toContain("You signed out");
  });
});
