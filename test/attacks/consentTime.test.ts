import type { SandboxPerson } from "../../local/sandbox/person";
import { atSecondPage, begins, opens } from "../support/attackStage";
import { guests, subjects } from "../support/facts";
import { refused } from "../support/nothingHappened";
import { consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { sessionRows } from "../support/rows";

const administrator = "admin@contoso.onmicrosoft.com";
const hourMs = 60 * 60 * 1000;

describe("answers that come too late, twice, or from somebody who is not asked any more", () => {
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

  const back = (person: SandboxPerson) => press(person, "accept");
  const decided = { status: 410, code: "already_decided" };
  const passedOn = { status: 410, code: "link_passed_on" };
  const passOn = async () =>
    press(await opens(product), "forward", { colleague: "it@contoso.com" });
  const name = async (email: string) => {
    await product.call("POST", `/api/v1/links/${id}/administrator`, { body: { email } });
    await product.idle();
  };

  it("a try that is older than an hour", async () => {
    const person = await atSecondPage(product);
    product.clock.advance(hourMs + 1000);
    await refused(product, id, {
      attack: () => back(person),
      by: { status: 410, code: "form_expired" },
    });
  });

  /** The deadline passes while a page is open; the link itself ends at that moment, by its own timer. */
  async function pastTheDeadline(attack: () => Promise<{ status: number; body: string }>) {
    product.clock.advance(41 * 60_000);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "expired" });
    await refused(product, id, {
      attack,
      by: { status: 410, code: "link_expired" },
    });
    expect(await sessionRows(id)).toEqual([]);
  }
  const shortlyBefore = async () => {
    await product.later({ days: 6 });
    product.clock.advance(24 * hourMs - 40 * 60_000);
  };

  it("a sign-in that comes back after the deadline", async () => {
    await shortlyBefore();
    const person = await atSecondPage(product);
    await pastTheDeadline(() => back(person));
  });

  it.each(["continue", "decline", "notMe", "ownSubscription"])(
    "the button %s pressed after the deadline",
    async (button) => {
      await shortlyBefore();
      const person = await opens(product);
      await pastTheDeadline(() => press(person, button));
    },
  );

  it.each(["decline", "notMe"])("a second tab after the first one said %s", async (button) => {
    const person = await atSecondPage(product);
    await press(await opens(product), button);
    await product.idle();
    const by = button === "notMe" ? passedOn : decided;
    await refused(product, id, { attack: () => back(person), by });
    expect(guests(product.sandbox)).toEqual([]);
  });

  it("a second tab after the first one agreed", async () => {
    const person = await atSecondPage(product);
    await consent(product.sandbox);
    await refused(product, id, { attack: () => back(person), by: decided });
  });

  it("a form of a second tab after the first one agreed", async () => {
    const person = await opens(product);
    await consent(product.sandbox);
    await refused(product, id, { attack: () => press(person, "decline"), by: decided });
  });

  it("a form that was open when the caller cancelled", async () => {
    const person = await opens(product);
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await refused(product, id, { attack: () => press(person, "continue"), by: decided });
  });

  it("two doors deciding at the same moment: one wins, the other is told", async () => {
    const [first, second] = [await opens(product), await opens(product)];
    const pages = await Promise.all([press(first, "decline"), press(second, "decline")]);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "declined" });
    expect(pages.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    const raised = product.host.engine
      .history(id)
      .filter((event) => "Name" in event && String(event.Name) === "wake-1");
    expect(raised).toHaveLength(1);
    expect(subjects(product.sandbox, administrator)).toHaveLength(2);
  });

  it("the whole answer played again, with the code that was redeemed already", async () => {
    const person = await consent(product.sandbox);
    const last = person.page.hops.find((url) => url.includes("/consent/callback")) ?? "";
    expect(last).toContain("code=");
    await refused(product, id, { attack: () => person.visit(last), by: decided });
  });

  it("a sign-in begun before the request was passed on to a colleague", async () => {
    const person = await atSecondPage(product);
    await passOn();
    const { body } = await refused(product, id, { attack: () => back(person), by: passedOn });
    expect(body).toContain("passed on");
  });

  it("a first page left before the request was passed on to a colleague", async () => {
    const { person, state } = await begins(product);
    await passOn();
    const url = `${product.url}/consent/callback?admin_consent=True&state=${state}`;
    await refused(product, id, { attack: () => person.visit(url), by: passedOn });
  });

  it("a form of a link that was passed on", async () => {
    const person = await opens(product);
    await passOn();
    await refused(product, id, { attack: () => press(person, "continue"), by: passedOn });
  });

  it("passing on what was passed on already", async () => {
    const person = await opens(product);
    await passOn();
    const attack = () => press(person, "forward", { colleague: "mallory@contoso.com" });
    await refused(product, id, { attack, by: passedOn });
  });

  it("a sign-in begun before the caller named somebody else", async () => {
    const person = await atSecondPage(product);
    await name("second@contoso.com");
    await refused(product, id, { attack: () => back(person), by: passedOn });
  });

  it("the old mailed link, opened after the caller named somebody else: it has no button", async () => {
    const old = mailedLink(product.sandbox, administrator);
    const person = await opens(product);
    await name("second@contoso.com");
    await refused(product, id, { attack: () => person.visit(old), by: { status: 200 } });
    expect(person.page.forms).toEqual([]);
    expect(person.page.body).toContain("passed on");
  });

  it("a form of somebody who was asked before two others", async () => {
    const person = await opens(product);
    await name("second@contoso.com");
    await name("third@contoso.com");
    await refused(product, id, { attack: () => press(person, "decline"), by: passedOn });
  });
});
