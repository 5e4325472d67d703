import { createPerson } from "../../local/sandbox/person";
import { administrator, changed, cookiesOf, csrfOf, holder, linked } from "../support/attackStage";
import { openWith, postForm } from "../support/attackStage";
import { refused } from "../support/nothingHappened";
import { linkTo, openLinkTo, press } from "../support/people";
import { startProduct, type Product } from "../support/product";

describe("attacks and mistakes at the sign-off of password write-back", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    id = await linked(product);
    expect(await product.link(id)).toMatchObject({ status: "awaitingWriteback" });
  });
  afterAll(() => product.close());

  const asHolder = () => openLinkTo(product.sandbox, { ...holder, path: "/writeback" });
  const asAdministrator = () =>
    openLinkTo(product.sandbox, { ...administrator, path: "/writeback" });
  const notFound = { status: 404, code: "not_found" };
  const expired = { status: 403, code: "form_expired" };
  const otherBrowser = { status: 403, code: "browser_mismatch" };

  it("a mail scanner opens both people's links to the steps", async () => {
    for (const { address } of [administrator, holder]) {
      const url = linkTo(product.sandbox, address, "/writeback");
      await refused(product, id, { attack: () => openWith(url, ""), by: { status: 303 } });
    }
  });

  it.each(["signOff", "notDone"])("opening an address that says %s", async (action) => {
    const paula = await asHolder();
    const csrf = csrfOf(paula);
    const attack = () => paula.visit(`${paula.page.url}&action=${action}&csrf=${csrf}`);
    await refused(product, id, { attack, by: { status: 200 } });
  });

  it.each<[string, () => Promise<string | undefined>]>([
    ["no anti-forgery token", () => Promise.resolve(undefined)],
    ["a made-up anti-forgery token", () => Promise.resolve("x")],
    ["the administrator's anti-forgery token", async () => csrfOf(await asAdministrator())],
    [
      "the anti-forgery token of the page of the end",
      async () => csrfOf(await openLinkTo(product.sandbox, { ...holder, path: "/end" })),
    ],
  ])("signing off with %s", async (_what, token) => {
    const csrf = await token();
    const cookie = cookiesOf(product, await asHolder());
    const fields = Object.entries({
      id,
      action: "signOff",
      ...(csrf === undefined ? {} : { csrf }),
    });
    const attack = () => postForm(product, { path: "/writeback", cookie, fields });
    await refused(product, id, { attack, by: expired });
  });

  it.each(["", "approve", "continue", "end", "giveBack", "SIGNOFF"])(
    "a button %j that the page does not have",
    async (action) => {
      const paula = await asHolder();
      const fields = Object.entries({ id, csrf: csrfOf(paula), action });
      const cookie = cookiesOf(product, paula);
      const attack = () => postForm(product, { path: "/writeback", cookie, fields });
      await refused(product, id, { attack, by: { status: 400, code: "form_expired" } });
    },
  );

  it("both buttons at once", async () => {
    const paula = await asHolder();
    const fields: [string, string][] = [
      ...Object.entries({ id, csrf: csrfOf(paula), action: "signOff" }),
      ["action", "notDone"],
    ];
    const cookie = cookiesOf(product, paula);
    const attack = () => postForm(product, { path: "/writeback", cookie, fields });
    await refused(product, id, { attack, by: { status: 400, code: "form_expired" } });
  });

  it("a link to the steps with a changed secret", async () => {
    const url = changed(linkTo(product.sandbox, holder.address, "/writeback"));
    const attack = () => createPerson(product.sandbox, "paula").visit(url);
    await refused(product, id, { attack, by: notFound });
  });

  it.each([
    ["sign-in mail's token brought to the steps", holder, "/accept", "/writeback"],
    ["consent mail's token brought to the steps", administrator, "/consent", "/writeback"],
    ["end's token of the account brought to the steps", holder, "/end", "/writeback"],
    ["end's token of the administrator brought to the steps", administrator, "/end", "/writeback"],
    ["steps' token brought to the sign-in page", holder, "/writeback", "/accept"],
    ["steps' token brought to the consent page", administrator, "/writeback", "/consent"],
    ["steps' token brought to the page of the end", administrator, "/writeback", "/end"],
  ])("the %s", async (_what, { address }, from, to) => {
    const url = linkTo(product.sandbox, address, from).replace(`${from}?`, `${to}?`);
    const attack = () => createPerson(product.sandbox, "paula").visit(url);
    await refused(product, id, { attack, by: notFound });
  });

  it("the form of the steps posted to the consent page", async () => {
    const paula = await asHolder();
    const fields = Object.entries({ id, csrf: csrfOf(paula), action: "decline" });
    const cookie = cookiesOf(product, paula);
    const attack = () => postForm(product, { path: "/consent", cookie, fields });
    await refused(product, id, { attack, by: otherBrowser });
  });

  it("the page without the cookie of the mail", async () => {
    const attack = () => openWith(`${product.url}/writeback?id=${id}`, "");
    await refused(product, id, { attack, by: otherBrowser });
  });

  it.each(["nonsense", "<script>", "connect&server=cloud", "%00"])(
    "a server %j that there is none of",
    async (server) => {
      const paula = await asHolder();
      const attack = () => paula.visit(`${paula.page.url}&server=${server}`);
      const { body } = await refused(product, id, { attack, by: { status: 200 } });
      expect(body).not.toContain("<script>");
    },
  );

  describe("once somebody said that it will not be done", () => {
    it("a sign-off from a page that was open before, and once more", async () => {
      const [paula, again] = [await asHolder(), await asHolder()];
      await press(await asAdministrator(), "notDone");
      const by = { status: 410, code: "already_decided" };
      await refused(product, id, { attack: () => press(paula, "signOff"), by });
      await refused(product, id, { attack: () => press(again, "signOff"), by });
      expect(await product.link(id)).toMatchObject({
        status: "completed",
        passwordWriteback: { state: "actionNeeded", signedOff: null },
      });
    });

    it("the steps' page has no button any more", async () => {
      const paula = await asHolder();
      const attack = () => paula.visit(paula.page.url);
      await refused(product, id, { attack, by: { status: 200 } });
      expect(paula.page.forms).toEqual([]);
    });
  });

  describe("once it was signed off, its time has passed, or the access is ending", () => {
    beforeEach(async () => {
      await product.fresh();
      id = await linked(product);
    });

    it("a sign-off pressed twice", async () => {
      const [paula, again] = [await asHolder(), await asHolder()];
      await press(paula, "signOff");
      await product.idle();
      const by = { status: 410, code: "already_decided" };
      await refused(product, id, { attack: () => press(again, "signOff"), by });
      expect(await product.link(id)).toMatchObject({ passwordWriteback: { state: "signedOff" } });
    });

    it("a sign-off after the deadline", async () => {
      const paula = await asHolder();
      const cookie = cookiesOf(product, paula);
      await product.later({ days: 15 });
      expect(await product.link(id)).toMatchObject({ status: "completed" });
      const fields = Object.entries({ id, csrf: csrfOf(paula), action: "signOff" });
      const attack = () => postForm(product, { path: "/writeback", cookie, fields });
      const by = { status: 410, code: "link_expired" };
      await refused(product, id, { attack, by });
      expect(await product.link(id)).toMatchObject({
        passwordWriteback: { state: "actionNeeded", signedOff: null },
      });
    });

    it("a sign-off after the account gave its access back", async () => {
      const paula = await asHolder();
      const back = await openLinkTo(product.sandbox, { ...holder, path: "/end" });
      await press(back, "giveBack");
      await product.idle();
      expect(await product.link(id)).toMatchObject({ status: "ending" });
      const by = { status: 410, code: "already_decided" };
      await refused(product, id, { attack: () => press(paula, "signOff"), by });
    });
  });
});
