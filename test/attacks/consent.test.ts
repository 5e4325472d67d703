import { createPerson } from "../../local/sandbox/person";
import { administrator, begins, changed, cookiesOf, csrfOf } from "../support/attackStage";
import { newTicket, openWith, opens, postForm } from "../support/attackStage";
import { tenant } from "../support/facts";
import { refused, untouchedLink } from "../support/nothingHappened";
import { consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

describe("attacks and mistakes at the administrator's question", () => {
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

  const mail = () => mailedLink(product.sandbox, administrator.address);
  const as = (personId: string) => ({ ...administrator, personId });
  const notFound = { status: 404, code: "not_found" };
  const otherBrowser = { status: 403, code: "browser_mismatch" };

  it("a mail scanner opens the link: nothing is decided", async () => {
    await refused(product, id, { attack: () => openWith(mail(), ""), by: { status: 303 } });
  });

  it("a link with a changed secret", async () => {
    const attack = () => createPerson(product.sandbox, "grace").visit(changed(mail()));
    await refused(product, id, { attack, by: notFound });
  });

  it("a link with the number of another question", async () => {
    const url = mail().replace(/(t=[a-z2-7]{26}\.)\d+/, (_all, start: string) => `${start}2`);
    const attack = () => createPerson(product.sandbox, "grace").visit(url);
    await refused(product, id, { attack, by: notFound });
  });

  it.each(["", "x", "a.1.b", `${"a".repeat(26)}.1.${"a".repeat(43)}`, "%00", "<script>"])(
    "a made-up token %j",
    async (token) => {
      const url = `${product.url}/consent?t=${encodeURIComponent(token)}`;
      const attack = () => createPerson(product.sandbox, "grace").visit(url);
      await refused(product, id, { attack, by: notFound });
    },
  );

  it("the page's address without the cookie of the mailed link", async () => {
    const attack = () => openWith(`${product.url}/consent?id=${id}`, "");
    await refused(product, id, { attack, by: otherBrowser });
  });

  it("the cookie of the mailed link sent twice, the second time by a sibling site", async () => {
    const cookie = cookiesOf(product, await opens(product));
    const attack = () =>
      openWith(`${product.url}/consent?id=${id}`, `${cookie}; dl-consent-${id}=made-up`);
    await refused(product, id, { attack, by: otherBrowser });
  });

  it("the cookie of another link under this link's name", async () => {
    const cookie = `dl-consent-${id}=${"a".repeat(26)}.1.${"a".repeat(43)}~x`;
    const attack = () => openWith(`${product.url}/consent?id=${id}`, cookie);
    await refused(product, id, { attack, by: otherBrowser });
  });

  it.each(["decline", "continue", "notMe", "ownSubscription"])(
    "an address that says %s: opening a page is never an answer",
    async (action) => {
      const person = await opens(product);
      const attack = () =>
        person.visit(`${person.page.url}&action=${action}&csrf=${csrfOf(person)}`);
      await refused(product, id, { attack, by: { status: 200 } });
    },
  );

  it.each([
    ["a made-up anti-forgery token", "x"],
    ["no anti-forgery token", null],
  ])("a form from elsewhere: %s", async (_what, csrf) => {
    const person = await opens(product);
    const form = person.page.forms.find(({ buttons }) =>
      buttons.some(({ value }) => value === "decline"),
    );
    if (!form) throw new Error("no form");
    const attack = () => person.submit(form, { button: "decline", values: { csrf } });
    await refused(product, id, { attack, by: { status: 403, code: "form_expired" } });
  });

  it.each(["same-site", "cross-site", "none", "nonsense"])(
    "a form that another site posts with a good token (sec-fetch-site: %s)",
    async (site) => {
      const person = await opens(product);
      const headers = { cookie: cookiesOf(product, person), "sec-fetch-site": site };
      const body = new URLSearchParams({ id, csrf: csrfOf(person), action: "decline" });
      const attack = async () => {
        const options = { method: "POST", headers, body, redirect: "manual" } as const;
        const response = await fetch(`${product.url}/consent`, options);
        return { status: response.status, body: await response.text() };
      };
      await refused(product, id, { attack, by: { status: 403, code: "form_expired" } });
    },
  );

  it("a good form in a browser that never opened the mail", async () => {
    const csrf = csrfOf(await opens(product));
    const fields = Object.entries({ id, csrf, action: "decline" });
    const attack = () => postForm(product, { path: "/consent", cookie: "", fields });
    await refused(product, id, { attack, by: otherBrowser });
  });

  it("an ordinary user of the directory presses Continue", async () => {
    const { person } = await begins(product, as("uwe"));
    const attack = () => person.signIn();
    await refused(product, id, { attack, by: { status: 400, code: "needs_administrator" } });
  });

  it("an ordinary user of the directory says that they manage it themselves", async () => {
    const person = await opens(product, as("uwe"));
    await press(person, "ownSubscription");
    const attack = () => person.signIn();
    const by = { status: 400, code: "needs_administrator" };
    await refused(product, id, { attack, by });
  });

  it("an administrator signs in at the second page whose role ended at the first", async () => {
    const { person } = await begins(product);
    await person.signIn({ stopAt: "consent" });
    tenant(product.sandbox).roleAssignments.splice(0);
    const attack = () => person.signIn();
    await refused(product, id, { attack, by: { status: 400, code: "needs_administrator" } });
  });

  it("an Application Administrator, who may consent for others but not give roles", async () => {
    const { users, roleAssignments } = tenant(product.sandbox);
    const uwe = users.find((user) => user.personId === "uwe")?.id ?? "";
    const [own] = roleAssignments;
    if (!own) throw new Error("no role to copy");
    const roleDefinitionId = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    roleAssignments.push({ ...own, id: "uwe-role", principalId: uwe, roleDefinitionId });
    const { person } = await begins(product, as("uwe"));
    const by = { status: 403, code: "not_an_administrator" };
    const { body } = await refused(product, id, { attack: () => person.signIn(), by });
    expect(body).toContain("Global Administrator or Privileged Role Administrator");
  });

  it("a missing wids claim proves nothing: Graph is asked, and says yes", async () => {
    product.sandbox.facts.application.groupMembershipClaims = null;
    await consent(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn" });
  });

  it("an administrator of another directory stays on Microsoft's page", async () => {
    const { person } = await begins(product, as("lena"));
    const attack = () => person.signIn();
    await refused(product, id, { attack, by: { status: 400 } });
    expect(new URL(person.page.url).origin).toBe(product.sandbox.url);
  });
});
