import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { guestRoles, tenant } from "../support/facts";
import { refused, stateOf } from "../support/nothingHappened";
import { acceptInvitation, consent, linkTo, openLinkTo, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const administrator = { address: "admin@contoso.onmicrosoft.com", personId: "grace" };
const holder = { address: "partner.ops@outlook.com", personId: "paula" };

describe("attacks and mistakes at the end of access", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    ({ id } = await product.post(
      contosoRequest(product.sandbox, { ticket: undefined, passwordWriteback: false }),
    ));
    await consent(product.sandbox);
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed" });
  });
  afterAll(() => product.close());

  const asAdministrator = (personId = "grace") =>
    openLinkTo(product.sandbox, { ...administrator, personId, path: "/end" });
  const asHolder = () => openLinkTo(product.sandbox, { ...holder, path: "/end" });
  const csrfOf = (person: SandboxPerson) =>
    [...(person.page.forms[0]?.fields ?? [])].find(([name]) => name === "csrf")?.[1] ?? "";
  const post = async (person: SandboxPerson, fields: Record<string, string>) => {
    const cookie =
      person.jar.header(new URL(product.url), { method: "POST", sameSite: true }) ?? "";
    const response = await fetch(`${product.url}/end`, {
      method: "POST",
      body: new URLSearchParams(fields),
      headers: { cookie },
      redirect: "manual",
    });
    return { status: response.status, body: await response.text() };
  };
  const changed = (url: string) => url.slice(0, -3) + (url.endsWith("AAA") ? "BBB" : "AAA");

  it("a mail scanner opens both links to the end", async () => {
    const attack = async () => {
      await fetch(linkTo(product.sandbox, holder.address, "/end"));
      const url = linkTo(product.sandbox, administrator.address, "/end");
      const { status } = await fetch(url, { redirect: "manual" });
      return { status, body: "" };
    };
    await refused(product, id, { attack, by: { status: 303 } });
  });

  it.each([
    ["administrator", administrator],
    ["account holder", holder],
  ] as const)("a link to the end of the %s with a changed secret", async (_who, { address }) => {
    const person = createPerson(product.sandbox, "uwe");
    const attack = () => person.visit(changed(linkTo(product.sandbox, address, "/end")));
    await refused(product, id, { attack, by: { status: 404, code: "not_found" } });
  });

  it("the consent mail's token brought to the page of the end", async () => {
    const url = linkTo(product.sandbox, administrator.address, "/consent").replace(
      "/consent?",
      "/end?",
    );
    const attack = () => createPerson(product.sandbox, "grace").visit(url);
    await refused(product, id, { attack, by: { status: 404, code: "not_found" } });
  });

  it("the token of the end brought to the consent page", async () => {
    const url = linkTo(product.sandbox, administrator.address, "/end").replace(
      "/end?",
      "/consent?",
    );
    const attack = () => createPerson(product.sandbox, "grace").visit(url);
    await refused(product, id, { attack, by: { status: 404, code: "not_found" } });
  });

  it("the account holder presses the administrator's button", async () => {
    const paula = await asHolder();
    const attack = () => post(paula, { id, csrf: csrfOf(paula), action: "end" });
    await refused(product, id, { attack, by: { status: 400, code: "form_expired" } });
  });

  it("the administrator presses the account holder's button", async () => {
    const grace = await asAdministrator();
    const attack = () => post(grace, { id, csrf: csrfOf(grace), action: "giveBack" });
    await refused(product, id, { attack, by: { status: 400, code: "form_expired" } });
  });

  it.each([
    ["no anti-forgery token", {}],
    ["the other person's anti-forgery token", { csrf: "other" }],
  ])("giving back with %s", async (_what, fields) => {
    const paula = await asHolder();
    const csrf = "csrf" in fields ? { csrf: csrfOf(await asAdministrator()) } : {};
    const attack = () => post(paula, { id, action: "giveBack", ...csrf });
    await refused(product, id, { attack, by: { status: 403, code: "form_expired" } });
  });

  it("an ordinary user of the directory opens the administrator's link and signs in", async () => {
    const uwe = await asAdministrator("uwe");
    await press(uwe, "end");
    const attack = () => uwe.signIn();
    await refused(product, id, { attack, by: { status: 400, code: "needs_administrator" } });
  });

  it("a Global Administrator of another directory uses the administrator's link", async () => {
    const lena = await asAdministrator("lena");
    const attack = async () => {
      await press(lena, "end");
      const page = await lena.signIn();
      expect(new URL(page.url).origin).toBe(product.sandbox.url);
      return page;
    };
    await refused(product, id, { attack, by: { status: 400 } });
  });

  it("an administrator who grants less than the end needs", async () => {
    const grace = await asAdministrator();
    await press(grace, "end");
    const url = new URL(grace.page.hops.findLast((hop) => hop.includes("/authorize")) ?? "");
    const scopes = (url.searchParams.get("scope") ?? "").split(" ");
    url.searchParams.set("scope", scopes.filter((one) => one !== "User.ReadWrite.All").join(" "));
    const attack = async () => {
      await grace.visit(url.href);
      return grace.signIn();
    };
    await refused(product, id, { attack, by: { status: 403, code: "consent_incomplete" } });
  });

  it("Cancel on Microsoft's page", async () => {
    const grace = await asAdministrator();
    await press(grace, "end");
    const attack = () => grace.signIn({ cancel: "consent" });
    await refused(product, id, { attack, by: { status: 400, code: "consent_declined" } });
  });

  it("the sign-in for the end comes back in another browser", async () => {
    const grace = await asAdministrator();
    await press(grace, "end");
    const state = stateOf(grace);
    const other = createPerson(product.sandbox, "grace");
    const attack = () => other.visit(`${product.url}/consent/callback?code=x&state=${state}`);
    await refused(product, id, { attack, by: { status: 403, code: "browser_mismatch" } });
  });

  it("the state of the end brought to the account's callback", async () => {
    const grace = await asAdministrator();
    await press(grace, "end");
    const attack = () =>
      grace.visit(`${product.url}/signin/callback?code=x&state=${stateOf(grace)}`);
    await refused(product, id, { attack, by: { status: 400, code: "callback_refused" } });
  });

  it("the sign-in for the end with a code from somewhere else, and then once more", async () => {
    const grace = await asAdministrator();
    await press(grace, "end");
    const url = `${product.url}/consent/callback?code=stolen&state=${stateOf(grace)}`;
    const by = { status: 400, code: "callback_refused" };
    await refused(product, id, { attack: () => grace.visit(url), by });
    await refused(product, id, { attack: () => grace.visit(url), by });
  });

  it("a sign-in for the end that is older than an hour", async () => {
    const grace = await asAdministrator();
    await press(grace, "end");
    await grace.signIn({ stopAt: "consent" });
    product.clock.advance(61 * 60 * 1000);
    const attack = () => press(grace, "accept");
    await refused(product, id, { attack, by: { status: 410, code: "form_expired" } });
  });

  it("an administrator whose role ended before the sign-in", async () => {
    const grace = await asAdministrator();
    await press(grace, "end");
    const { roleAssignments } = tenant(product.sandbox);
    const own = roleAssignments.filter((one) => one.id !== guestRoles(product.sandbox)[0]?.id);
    for (const one of own) roleAssignments.splice(roleAssignments.indexOf(one), 1);
    const attack = () => grace.signIn();
    await refused(product, id, { attack, by: { status: 403, code: "role_not_active" } }).finally(
      () => roleAssignments.push(...own),
    );
  });

  it("a Privileged Role Administrator, who may take roles but not the guest", async () => {
    const { roleAssignments, users } = tenant(product.sandbox);
    const grace = users.find((user) => user.personId === "grace");
    const index = roleAssignments.findIndex((one) => one.principalId === grace?.id);
    const before = roleAssignments[index];
    if (!before) throw new Error("Grace holds no role");
    const roleDefinitionId = "e8611ab8-c189-46e8-94e1-60213ab1f814";
    roleAssignments[index] = { ...before, roleDefinitionId };
    const person = await asAdministrator();
    await press(person, "end");
    const attack = () => person.signIn();
    const page = await refused(product, id, {
      attack,
      by: { status: 403, code: ["role_not_active", "not_an_administrator"] },
    }).finally(() => (roleAssignments[index] = before));
    expect(page.body).not.toContain("Privileged Role Administrator");
  });

  describe("once it has ended", () => {
    beforeAll(async () => {
      const grace = await asAdministrator();
      await press(grace, "end");
      await grace.signIn();
      ended = grace;
      await product.idle();
      expect(await product.link(id)).toMatchObject({ status: "ended" });
    });
    let ended: SandboxPerson;

    it("the whole answer played again", async () => {
      const last = ended.page.hops.find((url) => url.includes("code=")) ?? "";
      const attack = () => ended.visit(last);
      // Tries to sign in are forgotten with the link.
      await refused(product, id, { attack, by: { status: 410, code: "already_decided" } });
    });

    it("both buttons pressed once more", async () => {
      const grace = await asAdministrator();
      const paula = await asHolder();
      expect([grace.page.forms, paula.page.forms]).toEqual([[], []]);
      const attack = () => post(paula, { id, csrf: "x", action: "giveBack" });
      await refused(product, id, { attack, by: { status: 403, code: "form_expired" } });
    });

    it("is cancelled, retried, or given to another administrator by the caller", async () => {
      for (const action of ["cancel", "retry", "administrator"]) {
        const body = action === "administrator" ? { email: "x@contoso.com" } : undefined;
        const attack = async () => {
          const response = await product.call("POST", `/api/v1/links/${id}/${action}`, { body });
          return { status: response.status, body: await response.text() };
        };
        await refused(product, id, { attack, by: { status: 409 } });
      }
    });
  });
});
