import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { refused, stateOf } from "../support/nothingHappened";
import { consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const long = "x".repeat(6000);
type Query = (state: string) => string;

/** What may stand in the address that a browser comes back to; `state` is a good one of this try. */
const queries: [string, Query][] = [
  ["nothing but the state", (state) => `state=${state}`],
  ["an empty code", (state) => `state=${state}&code=`],
  ["two codes", (state) => `state=${state}&code=a&code=b`],
  ["a code that is far too long", (state) => `state=${state}&code=${long}`],
  ["a code in another encoding", (state) => `state=${state}&code=%ff%fe%00`],
  ["a token instead of a code", (state) => `state=${state}&access_token=x&id_token=y.z.w`],
  ["a code and another issuer", (state) => `state=${state}&code=x&iss=https://evil.example`],
  ["no state", () => "code=x"],
  ["an empty state", () => "code=x&state="],
  ["two states", (state) => `code=x&state=${state}&state=${state}`],
  ["a state that is far too long", () => `code=x&state=${long}`],
  ["a state in another encoding", () => "code=x&state=%ff%fe"],
  ["a state with something behind it", (state) => `code=x&state=${state}x`],
  ["no query at all", () => ""],
];

describe("callbacks that are not as Microsoft makes them", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    ({ id } = await product.post(contosoRequest(product.sandbox)));
  });
  afterAll(() => product.close());

  const begin = async (personId: string, address: string): Promise<SandboxPerson> => {
    const person = createPerson(product.sandbox, personId);
    await person.visit(mailedLink(product.sandbox, address));
    await press(person, "continue");
    return person;
  };
  const by = { status: 400, code: "callback_refused" };

  it.each(queries)("the administrator comes back with %s", async (_what, query) => {
    const person = await begin("grace", "admin@contoso.onmicrosoft.com");
    await person.signIn({ stopAt: "consent" });
    await press(person, "accept");
    const url = `${product.url}/consent/callback?${query(stateOf(person))}`;
    await refused(product, id, { attack: () => person.visit(url), by });
  });

  describe("and those of the account", () => {
    beforeAll(async () => {
      await consent(product.sandbox);
      await product.idle();
    });

    it.each(queries)("the account holder comes back with %s", async (_what, query) => {
      const person = await begin("paula", "partner.ops@outlook.com");
      const url = `${product.url}/signin/callback?${query(stateOf(person))}`;
      await refused(product, id, { attack: () => person.visit(url), by });
    });
  });
});
