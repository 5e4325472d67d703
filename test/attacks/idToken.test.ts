import { createForger, type Forger } from "../support/attackIdToken";
import { atSecondPage } from "../support/attackStage";
import { tenant } from "../support/facts";
import { refused, untouchedLink } from "../support/nothingHappened";
import { press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
const hour = 3600;
const someone = "0c0ffee0-0000-4000-8000-000000000001";

describe("ID tokens that do not prove it, each well signed unless it says otherwise", () => {
  let product: Product;
  let forger: Forger;
  let id = "";
  const untouched = untouchedLink(
    () => product,
    async () => (await product.post(contosoRequest(product.sandbox))).id,
  );
  beforeAll(async () => {
    product = await startProduct();
    const contoso = tenant(product.sandbox);
    const grace = contoso.users.find((user) => user.personId === "grace")?.id ?? "";
    const roles = [globalAdministrator];
    forger = await createForger(product, { tenant: contoso, objectId: grace, roles });
  });
  beforeEach(async () => {
    id = await untouched();
  });
  afterAll(() => product.close());

  const now = () => Math.floor(product.clock.now().getTime() / 1000);
  const litware = () => tenant(product.sandbox, "Litware").id;

  it.each<[string, () => Record<string, unknown>]>([
    ["somebody else's nonce", () => ({ nonce: "somebody-elses" })],
    ["no nonce", () => ({ nonce: undefined })],
    ["made for another application", () => ({ aud: someone })],
    [
      "made for two applications",
      () => ({ aud: [product.sandbox.facts.application.appId, someone] }),
    ],
    ["issued by another tenant", () => ({ iss: `${product.sandbox.url}/${litware()}/v2.0` })],
    ["issued by nobody we know", () => ({ iss: "https://login.evil.example/v2.0" })],
    ["issued by the v1 endpoint", () => ({ iss: `https://sts.windows.net/${litware()}/` })],
    ["that has expired", () => ({ exp: now() - hour })],
    ["that never expires", () => ({ exp: undefined })],
    ["that is not valid yet", () => ({ nbf: now() + hour })],
    ["without a tenant", () => ({ tid: undefined })],
    ["without a person", () => ({ oid: undefined })],
    ["with a person who is no GUID", () => ({ oid: "grace" })],
    ["without a subject", () => ({ sub: undefined })],
  ])("an ID token %s", async (_what, changes) => {
    const person = await atSecondPage(product);
    await forger.claims(person, changes());
    const attack = () => press(person, "accept");
    await refused(product, id, { attack, by: { status: 400, code: "callback_refused" } });
  });

  it("an ID token signed by somebody else", async () => {
    const person = await atSecondPage(product);
    await forger.wronglySigned(person);
    const attack = () => press(person, "accept");
    await refused(product, id, { attack, by: { status: 400, code: "callback_refused" } });
  });

  it("a person of another directory: the page names both, and how to remove a stray consent there", async () => {
    const person = await atSecondPage(product);
    await forger.claims(person, { tid: litware() });
    const attack = () => press(person, "accept");
    const by = { status: 403, code: "wrong_directory" };
    const { body } = await refused(product, id, { attack, by });
    expect(body).toContain("Contoso");
    expect(body).toContain(litware());
    expect(body).toMatch(/Enterprise applications, choose this app, then Properties and Delete/);
  });

  it.each([
    ["an empty list of roles", []],
    ["the template of an ordinary member only", ["b79fbf4d-3ef9-4689-8143-76b194e85509"]],
    ["a Global Reader's role", ["f2ef992c-3afb-46b9-b7cf-a126ee74c451"]],
    ["a User Administrator's role", ["fe930be7-5e62-47db-91af-98c3a49a38b1"]],
    ["a role's name where its id belongs", ["Global Administrator"]],
  ])("an ID token with %s is no administrator's", async (_what, wids) => {
    const person = await atSecondPage(product);
    await forger.claims(person, { wids });
    const attack = () => press(person, "accept");
    const by = { status: 403, code: "not_an_administrator" };
    const { body } = await refused(product, id, { attack, by });
    expect(body).toContain("Global Administrator or Privileged Role Administrator");
  });

  it("and the same token with nothing wrong in it is taken", async () => {
    const person = await atSecondPage(product);
    const { version } = await product.link(id);
    await forger.claims(person, {});
    expect((await press(person, "accept")).status).toBe(200);
    await product.idle();
    const after = await product.link(id);
    expect(after.version).toBeGreaterThan(version);
    expect(after.status).not.toBe("awaitingConsent");
  });
});
