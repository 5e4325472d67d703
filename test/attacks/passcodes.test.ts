import { createPerson } from "../../local/sandbox/person";
import { guestRoles } from "../support/facts";
import { refused } from "../support/nothingHappened";
import { consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const otto = "otto@smallshop.example";

describe("an account that signs in by mailed passcodes", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
  });
  afterAll(() => product.close());

  const begin = async (account: Record<string, unknown>, access: unknown = "full") => {
    await product.fresh();
    const changes = { ticket: undefined, passwordWriteback: false, access };
    const request = contosoRequest(product.sandbox, {
      ...changes,
      account: { email: otto, ...account },
    });
    ({ id } = await product.post(request));
    await consent(product.sandbox);
    await product.idle();
    const person = createPerson(product.sandbox, "otto");
    await person.visit(mailedLink(product.sandbox, otto));
    await press(person, "continue");
    return person;
  };

  it("gets no privileged role: whoever reads the mailbox would have it", async () => {
    const person = await begin({});
    const attack = () => person.signIn();
    const page = await refused(product, id, {
      attack,
      by: { status: 403, code: "one_time_passcode" },
    });
    expect(page.body).toMatch(/passcode/i);
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("gets it where the request says so", async () => {
    const person = await begin({ oneTimePasscode: true });
    await person.signIn();
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      account: { kind: "passcode" },
    });
    expect(guestRoles(product.sandbox)).toHaveLength(1);
  });

  it("gets a role that is not privileged", async () => {
    const person = await begin({}, { roles: ["Reports Reader"] });
    await person.signIn();
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed" });
  });

  it.each(["microsoft", "work"])("is none where a %s account was asked for", async (kind) => {
    const person = await begin({ kind, oneTimePasscode: true });
    const attack = () => person.signIn();
    await refused(product, id, { attack, by: { status: 403, code: "account_kind_mismatch" } });
  });
});
