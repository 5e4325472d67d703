import { createPerson } from "../../local/sandbox/person";
import { atSecondPage, backAt, begins, changed, cookiesOf } from "../support/attackStage";
import { administrator, holder, newTicket, openWith } from "../support/attackStage";
import { tenant } from "../support/facts";
import { refused, stateOf, untouchedLink } from "../support/nothingHappened";
import { consent } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const admin_consent = "True";

describe("the state of the administrator's callback", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  const untouched = untouchedLink(
    () => product,
    async () => {
      await product.fresh();
      return (await product.post(contosoRequest(product.sandbox, newTicket(product)))).id;
    },
  );
  beforeEach(async () => {
    id = await untouched();
  });
  afterAll(() => product.close());

  const by = { status: 400, code: "callback_refused" };
  const tenantId = () => tenant(product.sandbox).id;

  it.each<[string, () => Record<string, string>]>([
    ["without a state, with admin_consent=True", () => ({ admin_consent, tenant: tenantId() })],
    ["with a made-up state", () => ({ admin_consent, tenant: tenantId(), state: "made-up" })],
    [
      "with a state of the right shape that we did not sign",
      () => ({ code: "abc", state: `${id}.${"a".repeat(43)}.${"b".repeat(43)}` }),
    ],
    ["with the link's id for a state", () => ({ code: "abc", state: id })],
  ])("a callback %s", async (_what, query) => {
    const { person } = await begins(product);
    const attack = () => person.visit(backAt(product, query()));
    await refused(product, id, { attack, by });
  });

  it("believing the callback of the first page: it only leads to the sign-in", async () => {
    const { person, state } = await begins(product);
    const url = backAt(product, { admin_consent, tenant: tenantId(), state });
    await refused(product, id, { attack: () => person.visit(url), by: { status: 200 } });
    expect(new URL(person.page.url).origin).toBe(product.sandbox.url);
  });

  it("the first page's state with a code: it is not redeemed, and only leads to the sign-in", async () => {
    const { person, state } = await begins(product);
    const url = backAt(product, { code: "stolen", state });
    await refused(product, id, { attack: () => person.visit(url), by: { status: 200 } });
    expect(new URL(person.page.url).origin).toBe(product.sandbox.url);
  });

  it("the tenant of somebody else in the address: a hint that nobody follows", async () => {
    const { person, state } = await begins(product);
    const other = tenant(product.sandbox, "Litware").id;
    const url = backAt(product, { admin_consent, tenant: other, state });
    await refused(product, id, { attack: () => person.visit(url), by: { status: 200 } });
    expect(person.page.hops.join()).not.toContain(other + "/oauth2");
  });

  it("the first page's state used twice", async () => {
    const { person, state } = await begins(product);
    const url = backAt(product, { admin_consent, state });
    await person.visit(url);
    await refused(product, id, { attack: () => person.visit(url), by });
  });

  it("the second page's state used twice", async () => {
    const person = await atSecondPage(product);
    const url = backAt(product, { code: "stolen", state: stateOf(person) });
    await person.visit(url);
    await refused(product, id, { attack: () => person.visit(url), by });
  });

  it("a state doubled in the address", async () => {
    const { person, state } = await begins(product);
    const url = `${product.url}/consent/callback?state=${state}&state=${state}`;
    await refused(product, id, { attack: () => person.visit(url), by });
  });

  it("a state whose signature was changed", async () => {
    const state = stateOf(await atSecondPage(product));
    const { person } = await begins(product);
    const url = backAt(product, { code: "x", state: changed(state) });
    await refused(product, id, { attack: () => person.visit(url), by });
  });

  it("a state with the id of another link in it", async () => {
    const { person, state } = await begins(product);
    const url = backAt(product, { code: "x", state: "a".repeat(26) + state.slice(26) });
    await refused(product, id, { attack: () => person.visit(url), by });
  });

  it.each([
    ["first", begins],
    ["second", async (one: Product) => ({ state: stateOf(await atSecondPage(one)) })],
  ] as const)("the %s page's state in another browser", async (_which, begin) => {
    const { state } = await begin(product);
    const other = createPerson(product.sandbox, "grace");
    const attack = () => other.visit(backAt(product, { admin_consent, code: "x", state }));
    await refused(product, id, { attack, by: { status: 403, code: "browser_mismatch" } });
  });

  it.each<[string, (cookie: string) => string]>([
    ["doubled", (cookie) => `${cookie}; ${cookie}`],
    ["changed", (cookie) => cookie.replace(/(dl-attempt-[^=]+=)[^;]*/g, "$1made-up")],
    ["emptied", (cookie) => cookie.replace(/(dl-attempt-[^=]+=)[^;]*/g, "$1")],
  ])("a good state with the try's cookie %s", async (_what, spoil) => {
    const { person, state } = await begins(product);
    const cookie = spoil(cookiesOf(product, person));
    const attack = () => openWith(backAt(product, { admin_consent, state }), cookie);
    await refused(product, id, { attack, by: { status: 403, code: "browser_mismatch" } });
  });

  it("the cookie of one tab's try for the state of another browser's", async () => {
    const [mine, theirs] = [await begins(product), await begins(product)];
    const attack = () => mine.person.visit(backAt(product, { admin_consent, state: theirs.state }));
    await refused(product, id, { attack, by: { status: 403, code: "browser_mismatch" } });
  });

  it("a state of the consent brought to the account's callback", async () => {
    const person = await atSecondPage(product);
    const query = { code: "x", state: stateOf(person) };
    const attack = () => person.visit(backAt(product, query, "/signin/callback"));
    await refused(product, id, { attack, by });
  });

  it("a state of the account's sign-in brought to the consent callback", async () => {
    await consent(product.sandbox, administrator.address);
    await product.idle();
    const { person, state } = await begins(product, holder);
    const attack = () => person.visit(backAt(product, { code: "x", state }));
    await refused(product, id, { attack, by });
  });

  it.each([
    ["first", begins],
    [
      "second",
      async (one: Product) => {
        const person = await atSecondPage(one);
        return { person, state: stateOf(person) };
      },
    ],
  ] as const)("the %s page's state after more than an hour", async (_which, begin) => {
    const { person, state } = await begin(product);
    product.clock.advance(61 * 60 * 1000);
    const attack = () => person.visit(backAt(product, { admin_consent, code: "x", state }));
    await refused(product, id, { attack, by: { status: 410, code: "form_expired" } });
  });
});
