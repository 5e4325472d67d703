import { tenantIds } from "../../local/sandbox/ids";
import { createPerson } from "../../local/sandbox/person";
import { administrator, backAt, begins, changed, cookiesOf, csrfOf } from "../support/attackStage";
import { holder, newTicket, openWith, opens, postForm } from "../support/attackStage";
import { guestRoles, guests, tenant } from "../support/facts";
import { refused, untouchedLink } from "../support/nothingHappened";
import { acceptInvitation, consent, linkTo, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const wanda = { address: "wanda@partner.example", personId: "wanda" };

describe("attacks and mistakes at the account holder's question", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  const begin = async (changes: Record<string, unknown> = {}) => {
    await product.fresh();
    const request = contosoRequest(product.sandbox, { ...newTicket(product), ...changes });
    ({ id } = await product.post(request));
    await consent(product.sandbox);
    await product.idle();
    return id;
  };
  const untouched = untouchedLink(() => product, begin);
  beforeEach(async () => {
    id = await untouched();
  });
  afterEach(() => {
    expect(guestRoles(product.sandbox)).toEqual([]);
  });
  afterAll(() => product.close());

  const as = (personId: string) => ({ ...holder, personId });
  const notFound = { status: 404, code: "not_found" };
  const bad = { status: 400, code: "callback_refused" };
  const mismatch = { status: 403, code: "account_mismatch" };
  const accept = "/signin/callback";

  it("a mail scanner opens the link, and then the page", async () => {
    const attack = async () => {
      const scanner = createPerson(product.sandbox, "nobody");
      return scanner.visit(mailedLink(product.sandbox, holder.address));
    };
    await refused(product, id, { attack, by: { status: 200 } });
    expect(guests(product.sandbox)).toHaveLength(1);
  });

  it.each([
    ["a member of the directory", "uwe"],
    ["the administrator", "grace"],
  ])("%s signs in with the account's link", async (_who, personId) => {
    const { person } = await begins(product, as(personId));
    const { body } = await refused(product, id, { attack: () => person.signIn(), by: mismatch });
    expect(body).toContain(holder.address);
  });

  it("somebody who is not in the directory at all cannot even sign in", async () => {
    const { person } = await begins(product, as("wanda"));
    await refused(product, id, { attack: () => person.signIn(), by: { status: 400 } });
    expect(new URL(person.page.url).origin).toBe(product.sandbox.url);
  });

  it("the invitation is not accepted on Microsoft's page", async () => {
    const { person } = await begins(product, holder);
    const attack = () => person.signIn({ cancel: "redeem" });
    await refused(product, id, { attack, by: { status: 400, code: "consent_declined" } });
  });

  it("a link with a changed secret", async () => {
    const url = changed(mailedLink(product.sandbox, holder.address));
    const attack = () => createPerson(product.sandbox, "paula").visit(url);
    await refused(product, id, { attack, by: notFound });
  });

  it.each([
    ["account's token brought to the consent page", holder.address, "/accept", "/consent"],
    ["account's token brought to the page of the end", holder.address, "/accept", "/end"],
    ["account's token brought to the steps", holder.address, "/accept", "/writeback"],
    ["consent mail's token brought here", administrator.address, "/consent", "/accept"],
  ])("the %s", async (_what, address, from, to) => {
    const url = linkTo(product.sandbox, address, from).replace(`${from}?`, `${to}?`);
    const attack = () => createPerson(product.sandbox, "paula").visit(url);
    await refused(product, id, { attack, by: notFound });
  });

  it.each(["decline", "signOff", "giveBack", "", "end"])(
    "the button %j, which the page does not have",
    async (action) => {
      const person = await opens(product, holder);
      const fields = Object.entries({ id, csrf: csrfOf(person), action });
      const cookie = cookiesOf(product, person);
      const attack = () => postForm(product, { path: "/accept", cookie, fields });
      await refused(product, id, { attack, by: { status: 400, code: "form_expired" } });
    },
  );

  it.each([
    ["no anti-forgery token", ""],
    ["a made-up anti-forgery token", "x"],
  ])("Continue with %s", async (_what, csrf) => {
    const cookie = cookiesOf(product, await opens(product, holder));
    const fields = Object.entries({ id, csrf, action: "continue" });
    const attack = () => postForm(product, { path: "/accept", cookie, fields });
    await refused(product, id, { attack, by: { status: 403, code: "form_expired" } });
  });

  it.each<[string, (state: string) => Record<string, string>]>([
    ["a code from somewhere else under a good state", (state) => ({ code: "stolen", state })],
    ["a changed state", (state) => ({ code: "x", state: changed(state) })],
    ["no state", () => ({ code: "x" })],
    ["admin_consent=True and no code", (state) => ({ admin_consent: "True", state })],
  ])("a callback with %s", async (_what, query) => {
    const { person, state } = await begins(product, holder);
    const attack = () => person.visit(backAt(product, query(state), accept));
    await refused(product, id, { attack, by: bad });
  });

  it("a sign-in's state brought to the consent callback", async () => {
    const { person, state } = await begins(product, holder);
    const attack = () => person.visit(backAt(product, { code: "x", state }));
    await refused(product, id, { attack, by: bad });
  });

  it("a sign-in that comes back in another browser", async () => {
    const { state } = await begins(product, holder);
    const url = backAt(product, { code: "x", state }, accept);
    const by = { status: 403, code: "browser_mismatch" };
    await refused(product, id, { attack: () => openWith(url, ""), by });
  });

  it("the right person signs in where somebody else began (session fixation)", async () => {
    const mallory = await begins(product, as("uwe"));
    const { person } = await begins(product, holder);
    await person.visit(mallory.person.page.hops.at(-1) ?? "");
    const attack = () => person.signIn();
    await refused(product, id, { attack, by: { status: 403, code: "browser_mismatch" } });
  });

  it("a state used twice", async () => {
    const { person, state } = await begins(product, holder);
    const url = backAt(product, { code: "stolen", state }, accept);
    await person.visit(url);
    await refused(product, id, { attack: () => person.visit(url), by: bad });
  });

  it("a sign-in that is older than an hour", async () => {
    const { person, state } = await begins(product, holder);
    product.clock.advance(61 * 60 * 1000);
    const attack = () => person.visit(backAt(product, { code: "x", state }, accept));
    await refused(product, id, { attack, by: { status: 410, code: "form_expired" } });
  });

  it.each([
    ["a work account where a Microsoft account was asked for", wanda, { kind: "microsoft" }],
    ["a Microsoft account where a work account was asked for", holder, { kind: "work" }],
    [
      "a work account of another tenant than the one asked for",
      wanda,
      { kind: "work", homeTenantId: tenantIds.litware },
    ],
  ])("%s", async (_what, who, asked) => {
    await begin({ account: { email: who.address, ...asked } });
    const { person } = await begins(product, who);
    const by = { status: 403, code: "account_kind_mismatch" };
    await refused(product, id, { attack: () => person.signIn(), by });
  });

  it("a sign-in begun before the caller cancelled", async () => {
    const { person } = await begins(product, holder);
    await person.signIn({ stopAt: "redeem" });
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
    const attack = () => person.signIn();
    await refused(product, id, { attack, by: { status: 410, code: "already_decided" } });
  });

  it("an account taken out of the directory before it signs in", async () => {
    const { users } = tenant(product.sandbox);
    users.splice(0, users.length, ...users.filter(({ userType }) => userType !== "Guest"));
    const { person } = await begins(product, holder);
    await refused(product, id, { attack: () => person.signIn(), by: { status: 400 } });
    expect(new URL(person.page.url).origin).toBe(product.sandbox.url);
  });

  it("Continue pressed in a second tab after the first one signed in", async () => {
    await begin({ passwordWriteback: false });
    const person = await opens(product, holder);
    const paula = await acceptInvitation(product.sandbox);
    await product.idle();
    const by = { status: 410, code: "already_decided" };
    await refused(product, id, { attack: () => press(person, "continue"), by });
    const last = paula.page.hops.find((url) => url.includes("code=")) ?? "";
    await refused(product, id, { attack: () => paula.visit(last), by });
    tenant(product.sandbox).roleAssignments.splice(1);
  });
});
