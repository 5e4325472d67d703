import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { activate, adatumRequest, petra, petraAgrees } from "../support/adatum";
import { atSecondPage, authorizeUrlOf, backAt, begins, caughtCode } from "../support/attackStage";
import { tenant } from "../support/facts";
import { refused, stateOf } from "../support/nothingHappened";
import { acceptInvitation, consent, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

describe("the proof of consent", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  const cancel = async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
  };
  beforeEach(async () => {
    await product.fresh();
    ({ id } = await product.post(contosoRequest(product.sandbox)));
  });
  afterEach(cancel);
  afterAll(() => product.close());

  const asPetra = { address: petra, personId: "petra" };
  /** The way back from Microsoft's second page. */
  const back = (person: SandboxPerson) => press(person, "accept");
  const secondPageOf = (person: SandboxPerson) => new URL(authorizeUrlOf(person));

  it("a user of the directory who holds no role, although an administrator had agreed at the first page", async () => {
    const { person } = await begins(product);
    await person.signIn({ stopAt: "consent" });
    await press(person, "accept");
    const uwe = createPerson(product.sandbox, "uwe");
    await uwe.visit(secondPageOf(person).href);
    const attack = () => uwe.signIn();
    await refused(product, id, { attack, by: { status: 400, code: "needs_administrator" } });
  });

  /** She agreed once before, so that Microsoft's page needs no administrator this time. */
  const agreedBefore = async (): Promise<SandboxPerson> => {
    await consent(product.sandbox);
    await product.idle();
    await cancel();
    ({ id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined })));
    return atSecondPage(product);
  };

  it.each([
    ["and wids says so", "DirectoryRole"],
    ["and no wids says anything: Graph is asked", null],
  ])("an administrator whose role went away between the two pages, %s", async (_how, claims) => {
    product.sandbox.facts.application.groupMembershipClaims = claims as "DirectoryRole" | null;
    const person = await agreedBefore();
    const attack = () => {
      tenant(product.sandbox).roleAssignments.splice(0);
      return back(person);
    };
    const by = { status: 403, code: "not_an_administrator" };
    const { body } = await refused(product, id, { attack, by });
    expect(body).toContain("Global Administrator or Privileged Role Administrator");
  });

  it("is complete without wids where Graph shows the role", async () => {
    product.sandbox.facts.application.groupMembershipClaims = null;
    await consent(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn" });
  });

  it("no wids, and Graph does not answer: nobody is taken for an administrator", async () => {
    product.sandbox.facts.application.groupMembershipClaims = null;
    const person = await atSecondPage(product);
    const me = { path: "/v1.0/me", status: 503, code: "serviceNotAvailable", times: 9 };
    product.sandbox.setFault(me);
    const attack = () => back(person);
    await refused(product, id, { attack, by: { status: 503, code: "try_again_later" } });
  });

  /** Somebody takes one permission out of what the administrator is asked for on Microsoft's page. */
  async function withLess(person: SandboxPerson, scope: string) {
    const url = secondPageOf(person);
    const asked = (url.searchParams.get("scope") ?? "").split(" ");
    url.searchParams.set("scope", asked.filter((one) => one !== scope).join(" "));
    await person.visit(url.href);
    return person.signIn();
  }

  it.each(["RoleManagement.ReadWrite.Directory", "User.Invite.All", "Policy.Read.All"])(
    "a consent from which %s is missing",
    async (scope) => {
      const person = await atSecondPage(product);
      const by = { status: 403, code: "consent_incomplete" };
      const { body } = await refused(product, id, { attack: () => withLess(person, scope), by });
      expect(body).toContain(scope);
    },
  );

  it("a consent without a session to go on with (offline_access taken out)", async () => {
    const person = await atSecondPage(product);
    const attack = () => withLess(person, "offline_access");
    await refused(product, id, { attack, by: { status: 403, code: "consent_incomplete" } });
  });

  it.each<[string, (scope: string) => string]>([
    ["every grant", () => ""],
    ["one permission", (scope) => scope.replace(/\S*RoleManagement\.ReadWrite\.Directory/, "")],
  ])("%s taken back between Microsoft's page and the token", async (_what, less) => {
    const person = await atSecondPage(product);
    const code = await caughtCode(product, authorizeUrlOf(person));
    for (const grant of tenant(product.sandbox).grants) grant.scope = less(grant.scope);
    const attack = () => person.visit(backAt(product, { code, state: stateOf(person) }));
    await refused(product, id, { attack, by: { status: 400, code: "consent_not_visible_yet" } });
  });

  it.each([
    ["another nonce", "nonce", "somebody-elses-nonce"],
    ["another code challenge (PKCE)", "code_challenge", "x".repeat(43)],
  ])("a sign-in that was begun with %s", async (_what, name, value) => {
    const person = await atSecondPage(product);
    const url = secondPageOf(person);
    url.searchParams.set(name, value);
    await person.visit(url.href);
    const attack = () => person.signIn();
    await refused(product, id, { attack, by: { status: 400, code: "callback_refused" } });
  });

  const bare = { token_type: "Bearer", access_token: "o", expires_in: 3600, scope: "User.Read" };
  const unsigned = `${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`;
  it.each<[string, unknown]>([
    ["no ID token", bare],
    ["an ID token without signature", { ...bare, id_token: unsigned }],
    ["an ID token that is none", { ...bare, id_token: "gibberish" }],
    ["an answer that is no JSON object", "gibberish"],
  ])("a token endpoint that answers with %s", async (_what, body) => {
    const person = await atSecondPage(product);
    product.sandbox.setFault({ method: "POST", path: "oauth2/v2.0/token", status: 200, body });
    const by = { status: 400, code: "callback_refused" };
    await refused(product, id, { attack: () => back(person), by });
  });

  it("a real code of another directory, granted by its own administrator", async () => {
    const person = await atSecondPage(product);
    const url = secondPageOf(person);
    const litware = tenant(product.sandbox, "Litware");
    url.pathname = url.pathname.replace(/^\/[^/]+/, `/${litware.id}`);
    const code = await caughtCode(product, url.href, "lena");
    expect(litware.grants).toHaveLength(1);
    const state = url.searchParams.get("state") ?? "";
    const attack = () => person.visit(backAt(product, { code, state }));
    await refused(product, id, { attack, by: { status: 400, code: "callback_refused" } });
  });

  describe("where roles are active for some hours only (Privileged Identity Management)", () => {
    beforeEach(cancel);

    it("an eligible administrator who has not activated the role", async () => {
      ({ id } = await product.post(adatumRequest(product)));
      const { person } = await begins(product, asPetra);
      const by = { status: 400, code: "needs_administrator" };
      const { body } = await refused(product, id, { attack: () => person.signIn(), by });
      expect(body).toMatch(/activate/i);
    });

    it("a role that ended between the two people has to be activated again, and that is said", async () => {
      activate(product);
      ({ id } = await product.post(adatumRequest(product)));
      await petraAgrees(product);
      tenant(product.sandbox, "Adatum").roleAssignments.splice(0);
      await acceptInvitation(product.sandbox);
      await product.idle();
      const { person } = await begins(product, asPetra);
      const by = { status: 403, code: "role_not_active" };
      const { body } = await refused(product, id, { attack: () => person.signIn(), by });
      expect(body).toMatch(/activate/i);
    });
  });
});
