import type { Redemption } from "../../domain/microsoftPorts";
import { globalAdministrator } from "../../domain/roles";
import { asked, contoso, litware, startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";
import { failureOf } from "../support/fakesStorage";

const tokenPath = `/${contoso}/oauth2/v2.0/token`;

describe("signing in", () => {
  let microsoft: Microsoft;
  beforeAll(async () => {
    microsoft = await startMicrosoft();
  });
  beforeEach(() => microsoft.sandbox.reset());
  afterAll(() => microsoft.close());

  it("leads to the directory's own page with state, nonce, PKCE and the person it is for", async () => {
    const url = new URL(await microsoft.signIn.authorizeUrl(contoso, asked));
    expect(url.origin + url.pathname).toBe(
      `${microsoft.sandbox.url}/${contoso}/oauth2/v2.0/authorize`,
    );
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: microsoft.config.LINK_CLIENT_ID,
      redirect_uri: `${microsoft.config.PUBLIC_URL}/consent/callback`,
      response_type: "code",
      response_mode: "query",
      scope: asked.scopes.join(" "),
      state: "state-1",
      nonce: "nonce-1",
      code_challenge: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/) as string,
      code_challenge_method: "S256",
      prompt: "consent",
      login_hint: "admin@contoso.onmicrosoft.com",
    });
    expect(url.href).not.toContain(asked.verifier);
  });

  it("asks for the small fixed set for everybody, whatever the plan is", () => {
    const url = new URL(microsoft.signIn.grantUrl(contoso, "state-1"));
    expect(url.pathname).toBe(`/${contoso}/v2.0/adminconsent`);
    expect(url.searchParams.get("scope")).toBe("openid profile User.Read");
    expect(url.searchParams.get("state")).toBe("state-1");
    expect(url.searchParams.get("redirect_uri")).toBe(
      `${microsoft.config.PUBLIC_URL}/consent/callback`,
    );
  });

  it("ends Microsoft's session and comes back to a page of ours", () => {
    const url = new URL(microsoft.signIn.signOutUrl(contoso));
    expect(url.pathname).toBe(`/${contoso}/oauth2/v2.0/logout`);
    expect(url.searchParams.get("post_logout_redirect_uri")).toBe(
      `${microsoft.config.PUBLIC_URL}/signed-out`,
    );
  });

  it("tells who it was, from which directory, with which roles and permissions", async () => {
    const signedIn = await microsoft.signedIn("grace");
    expect(signedIn).toMatchObject({
      tenantId: contoso,
      name: "Grace Adler",
      shownAs: "admin@contoso.onmicrosoft.com",
      idp: null,
    });
    expect(signedIn.roles).toContain(globalAdministrator.templateId);
    const [grace] = microsoft.tenant(contoso).users;
    expect(signedIn.objectId).toBe(grace?.id);
    for (const scope of asked.scopes.filter((one) => one.includes(".")))
      expect(signedIn.scopes).toContain(scope);
    expect(signedIn.refreshToken).toMatch(/^1\.AR/);
    expect(await signedIn.directory.ownRoles()).toEqual([globalAdministrator.templateId]);
  });

  it("does not take a missing list of roles for an empty one", async () => {
    microsoft.sandbox.facts.application.groupMembershipClaims = null;
    expect((await microsoft.signedIn("grace")).roles).toBeNull();
  });

  it("is redeemed once", async () => {
    const redemption = microsoft.redemption(await microsoft.answer("grace"));
    await microsoft.signIn.redeem(contoso, redemption);
    expect(await failureOf(microsoft.signIn.redeem(contoso, redemption))).toMatchObject({
      code: "callback_refused",
      class: "final",
    });
  });

  it.each<[string, Partial<Redemption>]>([
    ["another state", { state: "other" }],
    ["another nonce", { nonce: "other" }],
    ["another callback", { callback: "/signin/callback" }],
    ["another verifier", { verifier: "other".padEnd(43, "1") }],
    ["no code", { query: "state=state-1" }],
    ["a made-up code", { query: "state=state-1&code=made-up-code" }],
    ["a refusal by Microsoft", { query: "state=state-1&error=access_denied" }],
  ])("is refused with %s, and Graph is asked nothing", async (_what, changes) => {
    const redemption = microsoft.redemption(await microsoft.answer("grace"), changes);
    const failure = await failureOf(microsoft.signIn.redeem(contoso, redemption));
    expect(["callback_refused", "session_lapsed"]).toContain(failure.code);
    expect(["final", "needsPerson"]).toContain(failure.class);
    const code = new URLSearchParams(redemption.query).get("code");
    if (code) expect(failure.message).not.toContain(code);
    expect(microsoft.sandbox.requests()).toEqual([]);
  });

  it("is refused where the code belongs to another directory", async () => {
    const redemption = microsoft.redemption(await microsoft.answer("lena", {}, litware));
    const failure = await failureOf(microsoft.signIn.redeem(contoso, redemption));
    // The directory does not know our application: its administrator never agreed to anything.
    expect(failure).toMatchObject({ code: "consent_not_visible_yet", class: "settling" });
    expect(microsoft.sandbox.requests()).toEqual([]);
  });

  it("is tried again where the sign-in service is down, and the code is not lost", async () => {
    const redemption = microsoft.redemption(await microsoft.answer("grace"));
    microsoft.sandbox.setFault({ method: "POST", path: tokenPath, status: 503 });
    expect(await failureOf(microsoft.signIn.redeem(contoso, redemption))).toMatchObject({
      code: "graph_unavailable",
      class: "transient",
    });
    expect((await microsoft.signIn.redeem(contoso, redemption)).tenantId).toBe(contoso);
  });

  it("believes only the directory itself about who it is", async () => {
    const discovery = `/${contoso}/v2.0/.well-known`;
    const fresh = await startMicrosoft();
    fresh.sandbox.setFault({
      path: discovery,
      status: 200,
      body: { issuer: `${fresh.sandbox.url}/${litware}/v2.0` },
    });
    expect(await failureOf(fresh.signIn.authorizeUrl(contoso, asked))).toMatchObject({
      code: "callback_refused",
    });
    expect(await fresh.signIn.authorizeUrl(contoso, asked)).toContain(contoso);
    await fresh.close();
  });
});
