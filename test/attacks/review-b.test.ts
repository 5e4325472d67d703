import { createPerson } from "../../local/sandbox/person";
import { guestRoles, guests, tenant } from "../support/facts";
import { acceptInvitation, consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { allRows, sessionRows } from "../support/rows";

const holder = "partner.ops@outlook.com";
const admin = "admin@contoso.onmicrosoft.com";
jest.setTimeout(120000);
describe("review", () => {
  let product: Product;
  beforeAll(async () => { product = await startProduct(); });
  beforeEach(() => { product.sandbox.reset(); });
  afterAll(() => product.close());
  const post = (c: Record<string, unknown> = {}, h = {}) =>
    product.post(contosoRequest(product.sandbox, { ticket: undefined, ...c }), h);

  it("A: cancel while fresh role is invisible: reported taken back, GA stays", async () => {
    product.sandbox.facts.settings.freshRoleDelayMs = 60_000;
    const { id } = await post();
    await consent(product.sandbox); await product.idle();
    await acceptInvitation(product.sandbox); await product.idle();
    const r = await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.later({ seconds: 10 });
    for (let i = 0; i < 10; i++) await product.later({ seconds: 60 });
    const link = await product.link(id);
    const c = tenant(product.sandbox);
    console.log("A", r.status, link.status, JSON.stringify(link.undone.map((u) => [u.what, u.result])), JSON.stringify(link.access.roles.map((x) => x.state)), "GA held by guest:", guestRoles(product.sandbox).length, c.displayName);
    console.log(product.sandbox.mails(admin).at(-1)?.content.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").slice(0, 260), (await sessionRows(id)).length);
  });

  it("C2: link B (other caller) undoes link A's role", async () => {
    product.sandbox.facts.settings.freshRoleDelayMs = 25_000;
    const a = await post();
    await consent(product.sandbox); await product.idle();
    const b = await post({ access: { roles: ["Global Administrator", "Reports Reader"] } }, { "x-api-key": "other-key" });
    await consent(product.sandbox); await product.idle();
    const getB = async () => (await (await product.call("GET", `/api/v1/links/${b.id}`, { headers: { "x-api-key": "other-key" } })).json()) as typeof a;
    const urls = product.sandbox.mails(holder).map((m) => /href="([^"]*\/accept\?t=[^"]*)"/.exec(m.content)?.[1]?.replaceAll("&amp;", "&") ?? "");
    for (const one of [a.id, b.id]) {
      const paula = createPerson(product.sandbox, "paula");
      await paula.visit(urls.find((u) => u.includes(one)) ?? ""); await press(paula, "continue"); await paula.signIn(); await product.idle();
    }
    console.log("C2 both", (await product.link(a.id)).status, (await getB()).status, "same object", (await product.link(a.id)).account.objectId === (await getB()).account.objectId);
    const until = product.clock.now();
    void until;
    product.sandbox.setFault({ method: "POST", path: "/v1.0/roleManagement/directory/roleAssignments", status: 400, code: "Request_BadRequest", message: "no", times: 9 });
    for (let i = 0; i < 8; i++) await product.later({ seconds: 10 });
    console.log("C2 mid A", (await product.link(a.id)).status, JSON.stringify((await product.link(a.id)).access.roles.map((x) => x.state)), "B", (await getB()).status, JSON.stringify((await getB()).access.roles.map((x) => x.state)), guestRoles(product.sandbox).length);
    await product.call("POST", `/api/v1/links/${b.id}/cancel`, { headers: { "x-api-key": "other-key" } });
    for (let i = 0; i < 3; i++) await product.later({ seconds: 10 });
    console.log("C2 end A", (await product.link(a.id)).status, JSON.stringify((await product.link(a.id)).access.roles.map((x) => x.state)), "B", (await getB()).status, "roles held", guestRoles(product.sandbox).length);
  });

  it("D2: identity changes while the administrator has to sign in again", async () => {
    const { id } = await post();
    await consent(product.sandbox); await product.idle();
    const grace = tenant(product.sandbox).users.find((user) => user.personId === "grace");
    product.clock.advance(1000);
    if (grace) grace.signInSessionsValidFromDateTime = product.clock.now().toISOString();
    await acceptInvitation(product.sandbox); await product.idle();
    console.log("D2", (await product.link(id)).status, (await product.link(id)).parked?.step);
    await product.later({ days: 2 });
    const [g] = guests(product.sandbox);
    if (g) { g.personId = "mallory"; g.mail = "mallory@outlook.com"; g.externalUserStateChangeDateTime = product.clock.now().toISOString();
      g.identities.splice(0, 9, { signInType: "federated", issuer: "MicrosoftAccount", issuerAssignedId: "mallory" }); }
    await consent(product.sandbox); await product.idle();
    console.log("D2 end", (await product.link(id)).status, guestRoles(product.sandbox).length, guests(product.sandbox).map((x) => [x.mail, x.personId]));
  });

  it("F: retries fill the row until storage refuses it, for ever", async () => {
    product.sandbox.facts.tenants.forEach((t) => (t.allowInvitesFrom = "none"));
    const { id } = await post();
    await consent(product.sandbox); await product.idle();
    let i = 0; let last = 0; let size = 0;
    for (; i < 140; i++) {
      last = (await product.call("POST", `/api/v1/links/${id}/retry`)).status;
      await product.idle();
      const row = (await allRows()).find((r) => r.partitionKey === id && r.rowKey === "link");
      size = String(row?.["doc"]).length;
      if (last !== 202 || size > 31_800) { if (last !== 202 || size > 32_700) break; }
      const l = await product.link(id);
      if (l.status !== "needsOperator") break;
    }
    const l = await product.link(id);
    console.log("F retries", i, "last", last, "doc chars", size, l.status, JSON.stringify(l.parked));
    for (let k = 0; k < 6; k++) await product.later({ seconds: 3600 });
    const c = await product.call("POST", `/api/v1/links/${id}/cancel`);
    console.log("F cancel", c.status, (await c.text()).slice(0, 200));
    for (let k = 0; k < 6; k++) await product.later({ seconds: 3600 });
    console.log("F later", (await product.link(id)).status, "sessions left", (await sessionRows(id)).length, (await product.call("GET", "/api/health")).status);
  });
  it("G2: mailed token after the end", async () => {
    const { id } = await post();
    const url = mailedLink(product.sandbox, admin);
    await product.call("POST", `/api/v1/links/${id}/cancel`); await product.idle();
    await product.later({ days: 30 });
    const p = createPerson(product.sandbox, "grace"); await p.visit(url);
    console.log("G2", p.page.status, p.page.body.includes("Contoso"));
  });
});
