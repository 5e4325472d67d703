import { guestRoles, guests, subjects, tenant, writes } from "../support/facts";
import { expectAllEnded, linkedInContoso } from "../support/linked";
import { endAccess, linkTo, openLinkTo, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const administrator = { address: "admin@contoso.onmicrosoft.com", personId: "grace" };
const holder = { address: "partner.ops@outlook.com", personId: "paula" };
const day = 24 * 60 * 60 * 1000;

describe("the end of access", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(() => product.fresh());
  afterAll(() => product.close());

  const linked = (changes?: Record<string, unknown>) => linkedInContoso(product, changes);
  const end = (id: string) => product.call("POST", `/api/v1/links/${id}/end`);
  const expectEnded = (id: string) => expectAllEnded(product, id);

  it("by the undo link in the completion mail: one sign-in, roles first, then the guest", async () => {
    const id = await linked();
    const grace = await endAccess(product.sandbox);
    expect(grace.page.status).toBe(200);
    await product.idle();
    await expectEnded(id);
    const calls = writes(product.sandbox).map((write) => write.split("?")[0] ?? "");
    const order = ["DELETE /v1.0/roleManagement", "revokeSignInSessions", "DELETE /v1.0/users"];
    const places = order.map((part) => calls.findIndex((call) => call.includes(part)));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(subjects(product.sandbox, administrator.address).at(-1)).toMatch(/ended/i);
    expect(subjects(product.sandbox, holder.address).at(-1)).toMatch(/ended/i);
    const report = product.sandbox.mails(administrator.address).at(-1)?.content ?? "";
    expect(report).toContain("nterprise application");
    expect(report).toContain("elevated access");
  });

  it("asks for the scopes of the end there and never at consent", async () => {
    const id = await linked();
    const consented = tenant(product.sandbox)
      .grants.map((grant) => grant.scope)
      .join(" ");
    expect(consented).not.toMatch(/User\.ReadWrite\.All|User\.RevokeSessions/);
    await endAccess(product.sandbox);
    await product.idle();
    const after = tenant(product.sandbox)
      .grants.map((grant) => grant.scope)
      .join(" ");
    expect(after).toContain("User.ReadWrite.All");
    await expectEnded(id);
  });

  it("by the caller: an administrator is mailed, signs in, and it is carried out", async () => {
    const id = await linked();
    expect((await end(id)).status).toBe(202);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "ending",
      waitingOn: "administrator",
      ending: { by: "northwind-tickets", provenBy: null },
    });
    expect(guestRoles(product.sandbox)).toHaveLength(1);
    expect((await end(id)).status).toBe(202);
    await endAccess(product.sandbox);
    await product.idle();
    await expectEnded(id);
    expect((await end(id)).status).toBe(202);
  });

  it("by the account holder, who gives the access back without signing in", async () => {
    const id = await linked();
    const paula = await openLinkTo(product.sandbox, { ...holder, path: "/end" });
    await press(paula, "giveBack");
    expect(paula.page.status).toBe(200);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "ending", ending: { by: "account" } });
    await endAccess(product.sandbox);
    await product.idle();
    await expectEnded(id);
  });

  it("on the agreed day where Entra cannot end it: found by a timer, an administrator is asked", async () => {
    const at = new Date(product.clock.now().getTime() + 40 * day).toISOString();
    const id = await linked({ accessUntil: at });
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      access: { until: { at, enforcedBy: "reminder" } },
      preflight: { warnings: [{ code: "end_only_reminded" }] },
    });
    for (let turn = 0; turn < 6; turn++) await product.later({ days: 7 });
    expect(await product.link(id)).toMatchObject({ status: "ending", ending: { by: "endDate" } });
    await endAccess(product.sandbox);
    await product.idle();
    await expectEnded(id);
  });

  it("is overdue after reminders on days 1, 3, 7 and 14, and still ends when somebody signs in", async () => {
    const id = await linked();
    await end(id);
    await product.idle();
    const mails = subjects(product.sandbox, administrator.address).length;
    for (const days of [1, 2, 4, 7]) {
      await product.later({ days });
      expect(await product.link(id)).toMatchObject({ status: "ending" });
    }
    expect(subjects(product.sandbox, administrator.address)).toHaveLength(mails + 4);
    await product.later({ days: 1 });
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      waitingOn: "operator",
      parked: { code: "end_overdue", allowedActions: ["retry", "extend"] },
    });
    expect((await product.call("POST", `/api/v1/links/${id}/cancel`)).status).toBe(409);
    for (let turn = 0; turn < 4; turn++) await product.later({ days: 8 });
    expect(await product.link(id)).toMatchObject({ status: "needsOperator" });
    await endAccess(product.sandbox);
    await product.idle();
    await expectEnded(id);
  });

  it("is asked again when an operator retries, and of somebody else when another administrator is named", async () => {
    const id = await linked();
    await end(id);
    await product.idle();
    for (let turn = 0; turn < 4; turn++) await product.later({ days: 4 });
    expect((await product.call("POST", `/api/v1/links/${id}/retry`)).status).toBe(202);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "ending", parked: null });
    const body = { email: "second@contoso.com" };
    const named = await product.call("POST", `/api/v1/links/${id}/administrator`, { body });
    expect(named.status).toBe(202);
    await product.idle();
    await endAccess(product.sandbox, { address: "second@contoso.com", personId: "grace" });
    await product.idle();
    await expectEnded(id);
  });

  it("closes the open question about write-back", async () => {
    const id = await linked({ passwordWriteback: true });
    expect(await product.link(id)).toMatchObject({ status: "awaitingWriteback" });
    await endAccess(product.sandbox);
    await product.idle();
    await expectEnded(id);
    expect(product.host.engine.status(id)?.runtimeStatus).toBe("Completed");
    const late = await openLinkTo(product.sandbox, { ...holder, path: "/writeback" });
    expect(late.page.forms).toEqual([]);
  });

  it("tries a refused token's call with a new one, before it asks anybody", async () => {
    const id = await linked();
    const refused = { method: "POST", path: "revokeSignInSessions", status: 401 };
    product.sandbox.setFault({ ...refused, code: "InvalidAuthenticationToken", message: "x" });
    await endAccess(product.sandbox);
    await product.idle();
    await product.later({ seconds: 2 });
    await expectEnded(id);
  });

  it("asks for one more sign-in where the session lapses half way, and repeats nothing", async () => {
    const id = await linked();
    product.sandbox.setFault({
      method: "POST",
      path: "revokeSignInSessions",
      status: 401,
      code: "InvalidAuthenticationToken",
      message: "Continuous access evaluation resulted in challenge: InteractionRequired",
    });
    await endAccess(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "ending" });
    expect(guestRoles(product.sandbox)).toEqual([]);
    expect(guests(product.sandbox)).toHaveLength(1);
    await endAccess(product.sandbox);
    await product.idle();
    await expectEnded(id);
    const removals = writes(product.sandbox).filter((write) =>
      write.startsWith("DELETE /v1.0/roleManagement"),
    );
    expect(removals).toHaveLength(1);
  });

  it("is refused where there is nothing to end", async () => {
    const { id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined }));
    const early = await end(id);
    expect(early.status).toBe(409);
    expect(await early.json()).toMatchObject({ code: "not_in_this_state" });
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
    expect((await end(id)).status).toBe(409);
  });

  it("shows what became of it on the link of the completion mail", async () => {
    await linked();
    const url = linkTo(product.sandbox, administrator.address, "/end");
    await endAccess(product.sandbox);
    await product.idle();
    const grace = await openLinkTo(product.sandbox, { ...administrator, path: "/end" });
    expect(grace.page.forms).toEqual([]);
    await grace.visit(url);
    expect(grace.page.status).toBe(200);
    expect(grace.page.body).toContain("Role Global Administrator");
  });
});
