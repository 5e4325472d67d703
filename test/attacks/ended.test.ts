import type { SandboxPerson } from "../../local/sandbox/person";
import { administrator, cookiesOf, holder, linked, postForm } from "../support/attackStage";
import { tenant } from "../support/facts";
import { refused } from "../support/nothingHappened";
import { linkTo, openLinkTo, press } from "../support/people";
import { startProduct, type Product } from "../support/product";

describe("attacks and mistakes once the end has begun", () => {
  let product: Product;
  let id = "";
  let tabs: Record<"givesBack" | "ends" | "atMicrosoft", SandboxPerson>;
  beforeAll(async () => {
    product = await startProduct();
    id = await linked(product, { passwordWriteback: false });
    tabs = {
      givesBack: await asHolder(),
      ends: await asAdministrator(),
      atMicrosoft: await asAdministrator(),
    };
    await press(tabs.atMicrosoft, "end");
    await tabs.atMicrosoft.signIn({ stopAt: "consent" });
    await press(await asHolder(), "giveBack");
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "ending" });
  });
  afterAll(() => product.close());

  const asAdministrator = (personId = "grace") =>
    openLinkTo(product.sandbox, { ...administrator, personId, path: "/end" });
  const asHolder = () => openLinkTo(product.sandbox, { ...holder, path: "/end" });
  const notEndable = { status: 410, code: "not_endable" };
  const decided = { status: 410, code: "already_decided" };
  const api = (path: string, body?: unknown) => async () => {
    const response = await product.call("POST", `/api/v1/links/${id}${path}`, { body });
    return { status: response.status, body: await response.text() };
  };

  it("the account gives back twice, from a tab that was open before", async () => {
    const attack = () => press(tabs.givesBack, "giveBack");
    await refused(product, id, { attack, by: notEndable });
  });

  it("the caller asks for the end once more: the answer is the same", async () => {
    await refused(product, id, { attack: api("/end"), by: { status: 202 } });
  });

  it.each(["/cancel", "/retry"])("the caller asks for %s", async (path) => {
    const { body } = await refused(product, id, { attack: api(path), by: { status: 409 } });
    expect(JSON.parse(body)).toMatchObject({ code: "not_in_this_state" });
  });

  it("an ordinary user answers the question that the administrator was mailed", async () => {
    const uwe = await asAdministrator("uwe");
    await press(uwe, "end");
    const by = { status: 400, code: "needs_administrator" };
    await refused(product, id, { attack: () => uwe.signIn(), by });
  });

  it("the account holder opens the question that the administrator was mailed, and cancels at Microsoft", async () => {
    const paula = await asAdministrator("paula");
    await press(paula, "end");
    const attack = () => paula.signIn({ cancel: "consent" });
    await refused(product, id, { attack, by: { status: 400, code: "consent_declined" } });
  });

  it("the administrator's mail of the consent, used again", async () => {
    const url = linkTo(product.sandbox, administrator.address, "/consent");
    const grace = await asAdministrator();
    await refused(product, id, { attack: () => grace.visit(url), by: { status: 200 } });
    expect(grace.page.forms).toEqual([]);
  });

  describe("and once the access has ended", () => {
    let ended: SandboxPerson;
    beforeAll(async () => {
      ended = await asAdministrator();
      await press(ended, "end");
      await ended.signIn();
      await product.idle();
      expect(await product.link(id)).toMatchObject({ status: "ended" });
    });

    it("the whole answer played again", async () => {
      const last = ended.page.hops.find((url) => url.includes("code=")) ?? "";
      // Tries to sign in are forgotten with the link.
      await refused(product, id, { attack: () => ended.visit(last), by: decided });
    });

    it("a sign-in for the end that was begun before somebody else ended it", async () => {
      const attack = () => press(tabs.atMicrosoft, "accept");
      await refused(product, id, { attack, by: decided });
    });

    it("the administrator presses the button of a tab that was open before", async () => {
      const attack = () => press(tabs.ends, "end");
      await refused(product, id, { attack, by: notEndable });
    });

    it("both pages have no button any more", async () => {
      for (const open of [asAdministrator, asHolder]) {
        const person = await open();
        const attack = () => person.visit(person.page.url);
        await refused(product, id, { attack, by: { status: 200 } });
        expect(person.page.forms).toEqual([]);
      }
    });

    it("a button without a page: the page that had it is no more", async () => {
      const cookie = cookiesOf(product, await asHolder());
      const fields = Object.entries({ id, csrf: "x", action: "giveBack" });
      const attack = () => postForm(product, { path: "/end", cookie, fields });
      await refused(product, id, { attack, by: { status: 403, code: "form_expired" } });
    });

    it.each(["/cancel", "/retry", "/administrator"])("the caller asks for %s", async (path) => {
      const body = path === "/administrator" ? { email: "x@contoso.com" } : undefined;
      const answer = await refused(product, id, { attack: api(path, body), by: { status: 409 } });
      expect(JSON.parse(answer.body)).toMatchObject({ code: "not_in_this_state" });
    });

    it("the caller asks for the end of what has ended: the answer is the same", async () => {
      await refused(product, id, { attack: api("/end"), by: { status: 202 } });
    });

    it("the account signs in with its first mail: there is nothing for it any more", async () => {
      await product.idle();
      const attack = async () => {
        const paula = await openLinkTo(product.sandbox, { ...holder, path: "/accept" });
        expect(paula.page.forms).toEqual([]);
        return paula.page;
      };
      await refused(product, id, { attack, by: { status: 200 } });
      expect(tenant(product.sandbox).users.some(({ userType }) => userType === "Guest")).toBe(
        false,
      );
    });
  });
});
