import { createPerson } from "../../local/sandbox/person";
import { administrator, backAt, changed, cookiesOf, csrfOf } from "../support/attackStage";
import { holder, linked, long, openWith, postForm } from "../support/attackStage";
import { guestRoles } from "../support/facts";
import { refused } from "../support/nothingHappened";
import { linkTo, openLinkTo } from "../support/people";
import { startProduct, type Product } from "../support/product";

type Fields = readonly (readonly [string, string])[];

describe("attacks and mistakes on the page of the end", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    id = await linked(product, { passwordWriteback: false });
    expect(await product.link(id)).toMatchObject({ status: "completed" });
  });
  afterEach(() => {
    expect(guestRoles(product.sandbox)).toHaveLength(1);
  });
  afterAll(() => product.close());

  const asAdministrator = () => openLinkTo(product.sandbox, { ...administrator, path: "/end" });
  const asHolder = () => openLinkTo(product.sandbox, { ...holder, path: "/end" });
  const notFound = { status: 404, code: "not_found" };
  const expired = { status: 403, code: "form_expired" };
  const noSuchButton = { status: 400, code: "form_expired" };
  const otherBrowser = { status: 403, code: "browser_mismatch" };

  it("a mail scanner opens both links to the end", async () => {
    for (const { address } of [holder, administrator]) {
      const url = linkTo(product.sandbox, address, "/end");
      await refused(product, id, { attack: () => openWith(url, ""), by: { status: 303 } });
    }
  });

  it("a mail scanner follows both links to their pages", async () => {
    for (const { address } of [holder, administrator]) {
      const scanner = createPerson(product.sandbox, "nobody");
      const attack = () => scanner.visit(linkTo(product.sandbox, address, "/end"));
      await refused(product, id, { attack, by: { status: 200 } });
    }
  });

  it.each([
    ["administrator", administrator],
    ["account holder", holder],
  ] as const)("a link to the end of the %s with a changed secret", async (_who, { address }) => {
    const person = createPerson(product.sandbox, "uwe");
    const attack = () => person.visit(changed(linkTo(product.sandbox, address, "/end")));
    await refused(product, id, { attack, by: notFound });
  });

  it("a standing link with the number of a question", async () => {
    const url = linkTo(product.sandbox, administrator.address, "/end");
    const numbered = url.replace(/(t=[a-z2-7]{26}\.)0/, (_all, start: string) => `${start}1`);
    const attack = () => createPerson(product.sandbox, "grace").visit(numbered);
    await refused(product, id, { attack, by: notFound });
  });

  it.each([
    ["consent mail's token brought to the page of the end", administrator, "/consent", "/end"],
    ["sign-in mail's token brought to the page of the end", holder, "/accept", "/end"],
    ["administrator's end token brought to the consent page", administrator, "/end", "/consent"],
    ["administrator's end token brought to the sign-in page", administrator, "/end", "/accept"],
    ["account's end token brought to the sign-in page", holder, "/end", "/accept"],
    ["account's end token brought to the consent page", holder, "/end", "/consent"],
    ["account's end token brought to the steps", holder, "/end", "/writeback"],
  ])("the %s", async (_what, { address }, from, to) => {
    const url = linkTo(product.sandbox, address, from).replace(`${from}?`, `${to}?`);
    const attack = () => createPerson(product.sandbox, "grace").visit(url);
    await refused(product, id, { attack, by: notFound });
  });

  it.each(["", "t=", "t=x&t=y", `t=${long}`, "t=%ff%fe", "id=%00", `id=${"a".repeat(26)}.0`])(
    "the page opened with the query %j",
    async (query) => {
      const attack = () => openWith(`${product.url}/end?${query}`, "");
      await refused(product, id, { attack, by: notFound });
    },
  );

  it("the page without the cookie of the mail", async () => {
    const attack = () => openWith(`${product.url}/end?id=${id}`, "");
    await refused(product, id, { attack, by: otherBrowser });
  });

  it("the page with the cookie of the mail twice", async () => {
    const cookie = cookiesOf(product, await asHolder());
    const attack = () => openWith(`${product.url}/end?id=${id}`, `${cookie}; ${cookie}`);
    await refused(product, id, { attack, by: otherBrowser });
  });

  it("giving back by opening an address", async () => {
    const paula = await asHolder();
    const csrf = csrfOf(paula);
    const attack = () => paula.visit(`${paula.page.url}&action=giveBack&csrf=${csrf}`);
    await refused(product, id, { attack, by: { status: 200 } });
  });

  it.each([
    ["the account holder presses the administrator's button", asHolder, "end"],
    ["the administrator presses the account holder's button", asAdministrator, "giveBack"],
    ["the account holder presses no button", asHolder, ""],
    ["the account holder presses a button of the steps", asHolder, "signOff"],
    ["the administrator presses a button of the consent page", asAdministrator, "continue"],
    ["the administrator presses a button that is far too long", asAdministrator, long],
    ["the account holder writes the button in capitals", asHolder, "GIVEBACK"],
  ] as const)("%s", async (_what, who, action) => {
    const person = await who();
    const fields = Object.entries({ id, csrf: csrfOf(person), action });
    const cookie = cookiesOf(product, person);
    const attack = () => postForm(product, { path: "/end", cookie, fields });
    await refused(product, id, { attack, by: noSuchButton });
  });

  it.each<[string, () => Promise<Fields>]>([
    ["no anti-forgery token", () => Promise.resolve([])],
    ["a made-up anti-forgery token", () => Promise.resolve([["csrf", "x"]])],
    [
      "the other person's anti-forgery token",
      async () => [["csrf", csrfOf(await asAdministrator())]],
    ],
  ])("giving back with %s", async (_what, token) => {
    const paula = await asHolder();
    const fields: Fields = [["id", id], ["action", "giveBack"], ...(await token())];
    const cookie = cookiesOf(product, paula);
    const attack = () => postForm(product, { path: "/end", cookie, fields });
    await refused(product, id, { attack, by: expired });
  });

  it.each<[string, (csrf: string) => Fields, { status: number; code: string }]>([
    [
      "two anti-forgery tokens",
      (csrf) => [
        ["id", id],
        ["csrf", csrf],
        ["csrf", csrf],
      ],
      expired,
    ],
    [
      "two link ids",
      (csrf) => [
        ["id", id],
        ["id", id],
        ["csrf", csrf],
      ],
      notFound,
    ],
    ["no link id", (csrf) => [["csrf", csrf]], notFound],
    [
      "two buttons",
      (csrf) => [
        ["id", id],
        ["csrf", csrf],
        ["action", "end"],
      ],
      noSuchButton,
    ],
  ])("giving back with %s", async (_what, made, by) => {
    const paula = await asHolder();
    const fields: Fields = [...made(csrfOf(paula)), ["action", "giveBack"]];
    const cookie = cookiesOf(product, paula);
    const attack = () => postForm(product, { path: "/end", cookie, fields });
    await refused(product, id, { attack, by });
  });

  it("giving back in JSON, and in more than 16 KiB", async () => {
    const paula = await asHolder();
    const headers = { cookie: cookiesOf(product, paula), "content-type": "application/json" };
    const body = JSON.stringify({ id, csrf: csrfOf(paula), action: "giveBack" });
    const json = async () => {
      const response = await fetch(`${product.url}/end`, { method: "POST", headers, body });
      return { status: response.status, body: await response.text() };
    };
    await refused(product, id, { attack: json, by: noSuchButton });
    const fields = Object.entries({
      id,
      csrf: csrfOf(paula),
      action: "giveBack",
      x: long.repeat(3),
    });
    const huge = () => postForm(product, { path: "/end", cookie: headers.cookie, fields });
    await refused(product, id, { attack: huge, by: noSuchButton });
  });

  it("a callback of the end without a try of ours", async () => {
    const grace = await asAdministrator();
    const state = `${id}.${"a".repeat(43)}.${"b".repeat(43)}`;
    const attack = () => grace.visit(backAt(product, { code: "x", state }));
    await refused(product, id, { attack, by: { status: 400, code: "callback_refused" } });
  });
});
