import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { refused } from "../support/nothingHappened";
import { acceptInvitation, consent, linkTo, openLinkTo, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const administrator = { address: "admin@contoso.onmicrosoft.com", personId: "grace" };
const holder = { address: "partner.ops@outlook.com", personId: "paula" };

describe("attacks and mistakes at the sign-off of password write-back, and at the callers' doors", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
    ({ id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined })));
    await consent(product.sandbox);
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingWriteback" });
  });
  afterAll(() => product.close());

  const asHolder = () => openLinkTo(product.sandbox, { ...holder, path: "/writeback" });
  const csrfOf = (person: SandboxPerson) =>
    [...(person.page.forms[0]?.fields ?? [])].find(([name]) => name === "csrf")?.[1] ?? "";
  const post = async (
    person: SandboxPerson,
    fields: Record<string, string>,
    path = "/writeback",
  ) => {
    const cookie =
      person.jar.header(new URL(product.url), { method: "POST", sameSite: true }) ?? "";
    const at = `${product.url}${path}`;
    const body = new URLSearchParams(fields);
    const response = await fetch(at, {
      method: "POST",
      body,
      headers: { cookie },
      redirect: "manual",
    });
    return { status: response.status, body: await response.text() };
  };

  it("signing off by opening an address", async () => {
    const paula = await asHolder();
    const attack = async () => {
      const page = await paula.visit(`${paula.page.url}&action=signOff`);
      return { status: page.status, body: "" };
    };
    await refused(product, id, { attack, by: { status: 200 } });
  });

  it.each([
    ["no anti-forgery token", { action: "signOff" }, 403],
    ["a made-up anti-forgery token", { action: "signOff", csrf: "x" }, 403],
  ])("signing off with %s", async (_what, fields, status) => {
    const paula = await asHolder();
    const attack = () => post(paula, { id, ...fields });
    await refused(product, id, { attack, by: { status, code: "form_expired" } });
  });

  it.each(["", "approve", "continue", "end"])(
    "a button %j that the page does not have",
    async (action) => {
      const paula = await asHolder();
      const attack = () => post(paula, { id, csrf: csrfOf(paula), action });
      await refused(product, id, { attack, by: { status: 400, code: "form_expired" } });
    },
  );

  it("the sign-in mail's token brought to the page of the steps", async () => {
    const url = linkTo(product.sandbox, holder.address, "/accept").replace(
      "/accept?",
      "/writeback?",
    );
    const attack = () => createPerson(product.sandbox, "paula").visit(url);
    await refused(product, id, { attack, by: { status: 404, code: "not_found" } });
  });

  it("the token of the steps brought to the sign-in page", async () => {
    const url = linkTo(product.sandbox, holder.address, "/writeback").replace(
      "/writeback?",
      "/accept?",
    );
    const attack = () => createPerson(product.sandbox, "paula").visit(url);
    await refused(product, id, { attack, by: { status: 404, code: "not_found" } });
  });

  it("the form of the steps posted to the consent page", async () => {
    const paula = await asHolder();
    const attack = () => post(paula, { id, csrf: csrfOf(paula), action: "decline" }, "/consent");
    await refused(product, id, { attack, by: { status: 403, code: "browser_mismatch" } });
  });

  it("the page without the cookie of the mail", async () => {
    const attack = () =>
      createPerson(product.sandbox, "paula").visit(`${product.url}/writeback?id=${id}`);
    await refused(product, id, { attack, by: { status: 403, code: "browser_mismatch" } });
  });

  it.each(["nonsense", "<script>", "connect&server=cloud"])(
    "a server %j that there is none of",
    async (server) => {
      const paula = await asHolder();
      const attack = async () => {
        const page = await paula.visit(`${paula.page.url}&server=${server}`);
        expect(page.body).not.toContain("<script>");
        return { status: page.status, body: "" };
      };
      await refused(product, id, { attack, by: { status: 200 } });
    },
  );

  const api = async (path: string, headers: Record<string, string>, body?: unknown) => {
    const response = await product.call("POST", `/api/v1/links/${id}${path}`, { headers, body });
    return { status: response.status, body: await response.text() };
  };
  const doors = ["/end", "/cancel", "/retry", "/administrator"];

  it.each(doors)("%s without a key, with a wrong one, and with an empty one", async (path) => {
    for (const key of ["", "wrong", "x".repeat(5000)])
      await refused(product, id, {
        attack: () => api(path, { "x-api-key": key }),
        by: { status: 401 },
      });
  });

  it.each(doors)(
    "%s by another caller, who must not learn that the link is there",
    async (path) => {
      const body = path === "/administrator" ? { email: "x@contoso.com" } : undefined;
      const attack = () => api(path, { "x-api-key": "other-key" }, body);
      const page = await refused(product, id, { attack, by: { status: 404 } });
      expect(page.body).not.toContain(id);
    },
  );

  it.each(["/cancel", "/retry"])("%s of a link that is linked already", async (path) => {
    const page = await refused(product, id, { attack: () => api(path, {}), by: { status: 409 } });
    expect(page.body).toContain("not_in_this_state");
  });

  it("the end of a link whose id is of another shape", async () => {
    const attack = async () => {
      const { status } = await product.call("POST", `/api/v1/links/${"x".repeat(300)}/end`);
      return { status, body: "" };
    };
    await refused(product, id, { attack, by: { status: 404 } });
  });

  it("a sign-off after somebody said that it will not be done", async () => {
    const paula = await asHolder();
    const grace = await openLinkTo(product.sandbox, { ...administrator, path: "/writeback" });
    await press(grace, "notDone");
    const attack = () => press(paula, "signOff");
    await refused(product, id, { attack, by: { status: 410, code: "already_decided" } });
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      passwordWriteback: { state: "actionNeeded", signedOff: null },
    });
  });
});
