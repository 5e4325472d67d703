import type { SandboxPerson } from "../../local/sandbox/person";
import { atSecondPage, authorizeUrlOf, backAt, begins, caughtCode } from "../support/attackStage";
import { newTicket, spoilTry } from "../support/attackStage";
import { refused, stateOf, untouchedLink } from "../support/nothingHappened";
import { press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const roleAdministrator = "e8611ab8-c189-46e8-94e1-60213ab1f814";
type Try = Record<string, unknown>;
const agreeingTo = (more: Try) => (one: Try) => ({
  ...one,
  agreed: { ...(one["agreed"] as Try), ...more },
});

describe("a plan that is not the one the administrator saw, and codes that are not theirs", () => {
  let product: Product;
  let id = "";
  let waiting = "";
  beforeAll(async () => {
    product = await startProduct();
    const account = { email: "wanda@partner.example" };
    const request = contosoRequest(product.sandbox, { account, ...newTicket(product) });
    ({ id: waiting } = await product.post(request));
    other = await atSecondPage(product);
  });
  let other: SandboxPerson;
  const untouched = untouchedLink(
    () => product,
    async () => (await product.post(contosoRequest(product.sandbox))).id,
  );
  beforeEach(async () => {
    id = await untouched();
  });
  afterAll(() => product.close());

  const changedPlan = { status: 400, code: "plan_changed" };
  const bad = { status: 400, code: "callback_refused" };

  it.each<[string, (one: Try) => Try]>([
    ["the hash of another plan", (one) => ({ ...one, planHash: "q".repeat(43) })],
    ["no hash", (one) => ({ ...one, planHash: "" })],
    ["one role more than was asked for", agreeingTo({ access: [roleAdministrator] })],
    ["no role at all", agreeingTo({ access: [] })],
    ["no end date where one was agreed", agreeingTo({ until: "2099-01-01T00:00:00Z" })],
    ["less than the hash says", agreeingTo({ passwordWriteback: false })],
  ])("a try that was changed in the storage to carry %s", async (_what, change) => {
    const person = await atSecondPage(product);
    await spoilTry(id, change);
    await refused(product, id, { attack: () => press(person, "accept"), by: changedPlan });
  });

  it("a try of the first page that was changed in the storage", async () => {
    const { person, state } = await begins(product);
    await spoilTry(id, (one) => ({ ...one, planHash: "q".repeat(43) }));
    const attack = () => person.visit(backAt(product, { admin_consent: "True", state }));
    await refused(product, id, { attack, by: changedPlan });
  });

  it.each<[string, Try, { status: number; code: string }]>([
    ["of the account's question", { purpose: "signIn" }, bad],
    ["of a question that was never asked", { n: 77 }, { status: 410, code: "link_replaced" }],
    ["that ended long ago", { expiresAt: "2020-01-01" }, { status: 410, code: "form_expired" }],
    ["of another browser", { cookieHash: "x" }, { status: 403, code: "browser_mismatch" }],
    ["with another nonce", { nonce: "x" }, bad],
    ["with another PKCE verifier", { verifier: "y".repeat(43) }, bad],
  ])("a try that was changed in the storage to be one %s", async (_what, values, by) => {
    const person = await atSecondPage(product);
    await spoilTry(id, (one) => ({ ...one, ...values }));
    await refused(product, id, { attack: () => press(person, "accept"), by });
  });

  it("a real code of this link's own sign-in, caught and used in another try", async () => {
    const code = await caughtCode(product, authorizeUrlOf(await atSecondPage(product)));
    const person = await atSecondPage(product);
    const attack = () => person.visit(backAt(product, { code, state: stateOf(person) }));
    await refused(product, id, { attack, by: bad });
  });

  it("a real code of another link's sign-in under this link's state: neither moves", async () => {
    const code = await caughtCode(product, authorizeUrlOf(other));
    const person = await atSecondPage(product);
    const visit = () => person.visit(backAt(product, { code, state: stateOf(person) }));
    const attack = () => refused(product, waiting, { attack: visit, by: bad });
    await refused(product, id, { attack, by: bad });
  });

  it("a real code of another link's sign-in, in its own try's state but in this link's browser", async () => {
    const code = await caughtCode(product, authorizeUrlOf(other));
    const person = await atSecondPage(product);
    const visit = () => person.visit(backAt(product, { code, state: stateOf(other) }));
    const by = { status: 403, code: "browser_mismatch" };
    const attack = () => refused(product, waiting, { attack: visit, by });
    await refused(product, id, { attack, by });
  });
});
