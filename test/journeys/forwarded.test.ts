import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { subjects, writes } from "../support/facts";
import { consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const first = "uwe@contoso.com";
const grace = "admin@contoso.onmicrosoft.com";

describe("a request that reached the wrong person", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(async () => {
    await product.fresh();
    const administrator = { email: first, name: "Uwe" };
    ({ id } = await product.post(
      contosoRequest(product.sandbox, { ticket: undefined, administrator }),
    ));
  });
  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
  });
  afterAll(() => product.close());

  const open = async (address: string): Promise<SandboxPerson> => {
    const person = createPerson(product.sandbox, "uwe");
    await person.visit(mailedLink(product.sandbox, address));
    return person;
  };
  const forward = async (person: SandboxPerson, colleague: string) => {
    const page = await press(person, "forward", { colleague });
    await product.idle();
    return page;
  };
  const change = (body: unknown) =>
    product.call("POST", `/api/v1/links/${id}/administrator`, { body });

  it("goes to a colleague, whose clock goes on, and the first link is dead", async () => {
    const before = await product.link(id);
    await product.later({ days: 3 });
    const old = mailedLink(product.sandbox, first);
    const person = await open(first);
    await forward(person, grace);
    const link = await product.link(id);
    expect(link).toMatchObject({ status: "awaitingConsent", administrator: { email: grace } });
    expect(link.expiresAt).toBe(before.expiresAt);
    await person.visit(old);
    expect(person.page.forms).toEqual([]);
    expect(person.page.body).toContain("passed on");

    await consent(product.sandbox, grace);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn" });
  });

  it("is not passed on to strangers, to oneself, to nonsense, or more than twice", async () => {
    const { version } = await product.link(id);
    for (const colleague of ["friend@outlook.com", first, "nonsense", "a+b@contoso.com", ""]) {
      const page = await forward(await open(first), colleague);
      expect([colleague, page.status]).toEqual([colleague, 400]);
    }
    expect(await product.link(id)).toMatchObject({ version, administrator: { email: first } });
    await forward(await open(first), "two@contoso.com");
    await forward(await open("two@contoso.com"), "three@contoso.com");
    const third = await open("three@contoso.com");
    expect(third.page.body).not.toContain("Ask my colleague");
    expect(await product.link(id)).toMatchObject({ administrator: { email: "three@contoso.com" } });
  });

  it("is parked when the person says that it is not for them, until somebody else is named", async () => {
    await press(await open(first), "notMe");
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      parked: {
        code: "not_the_administrator",
        allowedActions: ["cancel", "administrator", "extend"],
      },
    });
    expect((await change({ email: grace })).status).toBe(202);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "awaitingConsent",
      administrator: { email: grace },
      parked: null,
    });
    await consent(product.sandbox, grace);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn" });
  });

  it("moves on when the caller names another administrator, and tells the first one's link so", async () => {
    const person = await open(first);
    expect((await change({ email: grace, name: "Grace" })).status).toBe(202);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ administrator: { email: grace } });
    const page = await press(person, "decline");
    expect(page.status).toBe(410);
    expect(subjects(product.sandbox, grace)).toHaveLength(1);
    expect(writes(product.sandbox)).toEqual([]);
  });

  it("asks the person who said that it is not for them never again, and nobody twice", async () => {
    await press(await open(first), "notMe");
    await product.idle();
    expect((await product.call("POST", `/api/v1/links/${id}/retry`)).status).toBe(409);
    expect((await change({ email: first })).status).toBe(409);
    for (let turn = 0; turn < 3; turn++) expect((await change({ email: grace })).status).toBe(202);
    await product.idle();
    expect((await change({ email: grace })).status).toBe(202);
    await product.idle();
    expect(subjects(product.sandbox, grace)).toHaveLength(1);
  });

  it("can be passed on by the caller ten times, and still be cancelled after that", async () => {
    const answers: number[] = [];
    for (let turn = 0; turn < 14; turn++) {
      answers.push((await change({ email: `admin${String(turn)}@contoso.com` })).status);
      await product.idle();
    }
    expect(answers.filter((status) => status === 202)).toHaveLength(10);
    expect(answers.slice(-3)).toEqual([409, 409, 409]);
    expect((await product.call("POST", `/api/v1/links/${id}/cancel`)).status).toBe(202);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "cancelled" });
  });

  it("refuses a wrong address, and naming somebody where nobody is asked", async () => {
    const wrong = await change({ email: "nonsense", colour: "red" });
    expect(wrong.status).toBe(400);
    const { errors } = (await wrong.json()) as { errors: { pointer: string }[] };
    expect(errors.map((error) => error.pointer).sort()).toEqual(["/colour", "/email"]);
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
    const late = await change({ email: grace });
    expect(late.status).toBe(409);
    expect(await late.json()).toMatchObject({ code: "not_in_this_state" });
  });
});
