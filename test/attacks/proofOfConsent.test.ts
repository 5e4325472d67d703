import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { tenant } from "../support/facts";
import { activate, adatumRequest, petra } from "../support/adatum";
import { refused, stateOf } from "../support/nothingHappened";
import { consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const administrator = "admin@contoso.onmicrosoft.com";
const hourMs = 60 * 60 * 1000;

describe("the proof of consent", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(async () => {
    await product.fresh();
    ({ id } = await product.post(contosoRequest(product.sandbox)));
  });
  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
  });
  afterAll(() => product.close());

  const open = async (personId = "grace", address = administrator): Promise<SandboxPerson> => {
    const person = createPerson(product.sandbox, personId);
    await person.visit(mailedLink(product.sandbox, address));
    return person;
  };
  /** Up to the moment before somebody comes back from Microsoft's second page. */
  const atSecondPage = async (personId = "grace"): Promise<SandboxPerson> => {
    const person = await open(personId);
    await press(person, "continue");
    await person.signIn({ stopAt: "consent" });
    await press(person, "accept");
    await person.signIn({ stopAt: "consent" });
    return person;
  };
  /** The second page of Microsoft, reached with a state of the first one's try by the app. */
  const back = (person: SandboxPerson) => press(person, "accept");

  it("an ID token of another directory: the page names the one expected and how to undo a stray consent", async () => {
    const person = await atSecondPage();
    const others = tenant(product.sandbox, "Litware");
    const contoso = tenant(product.sandbox);
    const realId = contoso.id;
    // The code was issued in Contoso; the token that comes for it says Litware.
    Object.defineProperty(contoso, "id", { value: others.id, configurable: true });
    const attack = async () => {
      try {
        return await back(person);
      } finally {
        Object.defineProperty(contoso, "id", { value: realId, configurable: true });
      }
    };
    await refused(product, id, { attack, by: { status: 400 } });
  });

  it("a user of the directory who holds no role, although an administrator had agreed at the first page", async () => {
    const person = await open();
    await press(person, "continue");
    await person.signIn({ stopAt: "consent" });
    await press(person, "accept");
    const uwe = createPerson(product.sandbox, "uwe");
    const url = person.page.hops.findLast((hop) => hop.includes("/authorize")) ?? person.page.url;
    await uwe.visit(url);
    const attack = () => uwe.signIn();
    await refused(product, id, { attack, by: { status: 400, code: "needs_administrator" } });
  });

  /** She agreed once before, so that Microsoft's page needs no administrator this time. */
  const agreedBefore = async (): Promise<SandboxPerson> => {
    await consent(product.sandbox);
    await product.idle();
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
    ({ id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined })));
    return atSecondPage();
  };

  it("an administrator whose role went away between the two pages (wids say so)", async () => {
    const person = await agreedBefore();
    const { roleAssignments } = tenant(product.sandbox);
    const attack = () => {
      roleAssignments.splice(0);
      return back(person);
    };
    const page = await refused(product, id, {
      attack,
      by: { status: 403, code: "not_an_administrator" },
    });
    expect(page.body).toContain("Global Administrator or Privileged Role Administrator");
  });

  it("the same where the token has no wids: Graph is asked, and says so too", async () => {
    product.sandbox.facts.application.groupMembershipClaims = null;
    const person = await agreedBefore();
    const attack = () => {
      tenant(product.sandbox).roleAssignments.splice(0);
      return back(person);
    };
    await refused(product, id, { attack, by: { status: 403, code: "not_an_administrator" } });
  });

  it("is complete without wids where Graph shows the role", async () => {
    product.sandbox.facts.application.groupMembershipClaims = null;
    await consent(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn" });
  });

  it.each(["RoleManagement.ReadWrite.Directory", "User.Invite.All", "Policy.Read.All"])(
    "a consent from which %s is missing",
    async (scope) => {
      const person = await atSecondPage();
      const attack = () => withLess(person, scope);
      const page = await refused(product, id, {
        attack,
        by: { status: 403, code: "consent_incomplete" },
      });
      expect(page.body).toContain(scope);
    },
  );
  /** Somebody takes one permission out of what the administrator is asked for on Microsoft's page. */
  async function withLess(person: SandboxPerson, scope: string) {
    const authorize = person.page.hops.findLast((url) => url.includes("/authorize")) ?? "";
    const url = new URL(authorize);
    const asked = (url.searchParams.get("scope") ?? "").split(" ");
    url.searchParams.set("scope", asked.filter((one) => one !== scope).join(" "));
    await person.visit(url.href);
    return person.signIn();
  }

  it("a consent without a session to go on with (offline_access taken out)", async () => {
    const person = await atSecondPage();
    const attack = () => withLess(person, "offline_access");
    await refused(product, id, { attack, by: { status: 403, code: "consent_incomplete" } });
  });

  it.each([
    ["another nonce", "nonce", "somebody-elses-nonce"],
    ["another code challenge (PKCE)", "code_challenge", "x".repeat(43)],
  ])("a sign-in that was begun with %s", async (_what, name, value) => {
    const person = await atSecondPage();
    const url = new URL(person.page.hops.findLast((hop) => hop.includes("/authorize")) ?? "");
    url.searchParams.set(name, value);
    const attack = async () => {
      await person.visit(url.href);
      return person.signIn();
    };
    await refused(product, id, { attack, by: { status: 400, code: "callback_refused" } });
  });

  it.each<[string, unknown]>([
    [
      "no ID token",
      { token_type: "Bearer", access_token: "opaque", expires_in: 3600, scope: "User.Read" },
    ],
    [
      "an ID token without signature",
      {
        token_type: "Bearer",
        access_token: "o",
        expires_in: 3600,
        id_token: `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from("{}").toString("base64url")}.`,
      },
    ],
    ["an answer that is no JSON object", "gibberish"],
  ])("a token endpoint that answers with %s", async (_what, body) => {
    const person = await atSecondPage();
    product.sandbox.setFault({ method: "POST", path: "oauth2/v2.0/token", status: 200, body });
    await refused(product, id, {
      attack: () => back(person),
      by: { status: 400, code: "callback_refused" },
    });
  });

  it("an eligible administrator who has not activated the role", async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    ({ id } = await product.post(adatumRequest(product)));
    const person = await open("petra", petra);
    await press(person, "continue");
    const attack = () => person.signIn();
    const page = await refused(product, id, {
      attack,
      by: { status: 400, code: "needs_administrator" },
    });
    expect(page.body).toMatch(/activate/i);
  });

  it("a role that ended between the two people: it has to be activated again, and that is said", async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    activate(product);
    ({ id } = await product.post(adatumRequest(product)));
    await consent(product.sandbox, petra, "petra");
    await product.idle();
    tenant(product.sandbox, "Adatum").roleAssignments.splice(0);
    const paula = createPerson(product.sandbox, "paula");
    await paula.visit(mailedLink(product.sandbox, "partner.ops@outlook.com"));
    await press(paula, "continue");
    await paula.signIn();
    await product.idle();
    const person = await open("petra", petra);
    await press(person, "continue");
    const attack = () => person.signIn();
    const page = await refused(product, id, {
      attack,
      by: { status: 403, code: "role_not_active" },
    });
    expect(page.body).toMatch(/activate/i);
  });

  it("a try that is older than an hour", async () => {
    const person = await atSecondPage();
    product.clock.advance(hourMs + 1000);
    await refused(product, id, {
      attack: () => back(person),
      by: { status: 410, code: "form_expired" },
    });
  });

  it("an answer after the deadline", async () => {
    await product.later({ days: 6 });
    product.clock.advance(24 * hourMs - 40 * 60_000);
    const person = await atSecondPage();
    product.clock.advance(41 * 60_000);
    await person.signIn({ stopAt: "consent" });
    await back(person);
    expect(person.page.status).toBe(410);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "expired" });
  });

  it("a second tab after the first one answered", async () => {
    const person = await atSecondPage();
    const other = await open();
    await press(other, "decline");
    const attack = () => back(person);
    await refused(product, id, { attack, by: { status: 410, code: "already_decided" } });
  });

  it("a sign-in begun before the request was passed on to a colleague", async () => {
    const person = await atSecondPage();
    const other = await open();
    await press(other, "forward", { colleague: "it@contoso.com" });
    const attack = () => back(person);
    const page = await refused(product, id, {
      attack,
      by: { status: 410, code: "link_passed_on" },
    });
    expect(page.body).toContain("passed on");
  });

  it("a form of a link that was passed on", async () => {
    const person = await open();
    const other = await open();
    await press(other, "forward", { colleague: "it@contoso.com" });
    const attack = () => press(person, "continue");
    await refused(product, id, { attack, by: { status: 410, code: "link_passed_on" } });
  });

  it("a sign-in begun before the caller named somebody else", async () => {
    const person = await atSecondPage();
    const body = { email: "second@contoso.com" };
    await product.call("POST", `/api/v1/links/${id}/administrator`, { body });
    const attack = () => back(person);
    await refused(product, id, { attack, by: { status: 410, code: "link_passed_on" } });
  });

  it("a state of the account's sign-in brought to the consent callback", async () => {
    await consent(product.sandbox);
    await product.idle();
    const paula = createPerson(product.sandbox, "paula");
    await paula.visit(mailedLink(product.sandbox, "partner.ops@outlook.com"));
    await press(paula, "continue");
    const attack = () =>
      paula.visit(`${product.url}/consent/callback?code=x&state=${stateOf(paula)}`);
    await refused(product, id, { attack, by: { status: 400, code: "callback_refused" } });
  });

  it("a state whose signature was changed", async () => {
    const person = await atSecondPage();
    const state = stateOf(person);
    const changed = `${state.slice(0, -2)}${state.endsWith("AA") ? "BB" : "AA"}`;
    const attack = () => person.visit(`${product.url}/consent/callback?code=x&state=${changed}`);
    await refused(product, id, { attack, by: { status: 400, code: "callback_refused" } });
  });

  it("a code that was redeemed already, under a fresh try", async () => {
    const first = await consent(product.sandbox);
    await product.idle();
    const last = first.page.hops.find((url) => url.includes("code=")) ?? "";
    const attack = () => first.visit(last);
    await refused(product, id, { attack, by: { status: 410, code: "already_decided" } });
  });
});
