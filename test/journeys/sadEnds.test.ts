import { createPerson } from "../../local/sandbox/person";
import { guestRoles, guests, heard, subjects, writes } from "../support/facts";
import { acceptInvitation, consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { sessionRows } from "../support/rows";

const administrator = "admin@contoso.onmicrosoft.com";
const holder = "partner.ops@outlook.com";

describe("a link that does not come about", () => {
  let product: Product;
  let count = 0;
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(() => product.fresh());
  afterAll(() => product.close());

  const ask = (changes: Record<string, unknown> = {}) => {
    count += 1;
    const id = `CHG-${String(count)}`;
    const ticket = { id, callbackUrl: `${product.sandbox.url}/tickets/hooks/${id}` };
    return product.post(contosoRequest(product.sandbox, { ticket, ...changes }));
  };
  const cancel = (id: string) => product.call("POST", `/api/v1/links/${id}/cancel`);

  it("ends as declined when the administrator says no, and the ticket hears why nobody goes on", async () => {
    const { id } = await ask();
    const person = createPerson(product.sandbox, "grace");
    await person.visit(mailedLink(product.sandbox, administrator));
    const page = await press(person, "decline", { reason: "We use another partner" });
    expect(page.status).toBe(200);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "declined",
      outcome: "declined",
      declined: { reason: "We use another partner" },
      waitingOn: "nobody",
    });
    expect(heard(product.sandbox)).toEqual(expect.arrayContaining(["link.declined"]));
    expect(guests(product.sandbox)).toEqual([]);
    expect(writes(product.sandbox)).toEqual([]);
  });

  it("expires when nobody answers, after three reminders", async () => {
    const { id } = await ask();
    for (let day = 0; day < 7; day++) await product.later({ days: 1 });
    expect(await product.link(id)).toMatchObject({
      status: "expired",
      outcome: "expired",
      undone: [],
    });
    expect(subjects(product.sandbox, administrator)).toHaveLength(1 + 3 + 1);
    expect(guests(product.sandbox)).toEqual([]);
  });

  it("expires when the account never signs in: no role, no session, and the guest is reported as left", async () => {
    const { id } = await ask();
    await consent(product.sandbox);
    await product.idle();
    await product.later({ days: 7 });
    const link = await product.link(id);
    expect(link).toMatchObject({ status: "expired" });
    expect(link.undone).toEqual([
      expect.objectContaining({
        result: "left",
        how: expect.stringContaining("https://entra.microsoft.com/") as unknown,
      }),
    ]);
    expect(guestRoles(product.sandbox)).toEqual([]);
    expect(await sessionRows()).toEqual([]);
    expect(subjects(product.sandbox, holder).length).toBeGreaterThanOrEqual(2);
  });

  it("is cancelled while the administrator is asked, and their link says so afterwards", async () => {
    const { id } = await ask();
    const link = mailedLink(product.sandbox, administrator);
    expect((await cancel(id)).status).toBe(202);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "cancelled", outcome: "cancelled" });
    const person = createPerson(product.sandbox, "grace");
    const page = await person.visit(link);
    expect(page.forms).toEqual([]);
    expect(page.body).toMatch(/cancel/i);
  });

  it("answers a repeated cancel the same, and refuses to cancel what is linked", async () => {
    const { id } = await ask();
    await cancel(id);
    await product.idle();
    expect((await cancel(id)).status).toBe(202);

    const other = await ask();
    await consent(product.sandbox);
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    const refused = await cancel(other.id);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({
      code: "not_in_this_state",
      allowedIn: expect.arrayContaining(["awaitingConsent"]) as unknown,
    });
    expect(guestRoles(product.sandbox)).toHaveLength(1);
  });

  it("takes a role back when it is cancelled before the role was seen", async () => {
    const { id } = await ask();
    await consent(product.sandbox);
    await product.idle();
    product.sandbox.facts.settings.freshRoleDelayMs = 15_000;
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "assigningRole" });
    expect(guestRoles(product.sandbox)).toHaveLength(1);
    expect((await cancel(id)).status).toBe(202);
    await product.later({ seconds: 20 });
    const link = await product.link(id);
    expect(link.status).toBe("cancelled");
    expect(link.undone.map((item) => item.result)).toEqual(["done", "left"]);
    expect(guestRoles(product.sandbox)).toEqual([]);
    expect(await sessionRows(id)).toEqual([]);
  });

  it("tells the truth about a directory that vanished before the run looked", async () => {
    product.sandbox.setFault({ path: "/v1.0/tenantRelationships", status: 500, times: 1 });
    const { id } = await ask();
    expect(await product.link(id)).toMatchObject({ status: "requested", waitingOn: "directory" });
    await product.later({ seconds: 1 });
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent" });
  });
});
