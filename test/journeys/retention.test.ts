import { guestRoles, subjects, tenant } from "../support/facts";
import { expectAllEnded, linkedInContoso } from "../support/linked";
import { endAccess } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { allRows } from "../support/rows";

const day = 24 * 60 * 60 * 1000;
const people = {
  administrator: { email: "admin@contoso.onmicrosoft.com", name: "Contoso IT" },
  account: { email: "partner.ops@outlook.com", name: "Partner operations", kind: "microsoft" },
  reason: "Paula Partner asked for it",
};
const known = /admin@contoso|partner\.ops@|Contoso IT|Partner operations|Grace|Paula/i;

describe("what is kept of a link that is over", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct({ settings: { RETAIN_DAYS: "10", EVIDENCE_DAYS: "100" } });
  });
  beforeEach(() => product.fresh());
  afterAll(() => product.close());

  const runs = (id: string) =>
    [id, `${id}-end`].map((one) => product.host.engine.status(one)?.runtimeStatus);
  const history = (id: string) =>
    JSON.stringify([id, `${id}-end`].map((one) => product.host.engine.history(one)));
  const evidence = async (id: string) =>
    (await (await product.call("GET", `/api/v1/links/${id}/evidence`)).json()) as Record<
      string,
      unknown
    > & { timeline: { type: string }[]; sha256: string };
  const ownRows = async (id: string) =>
    JSON.stringify((await allRows()).filter((row) => JSON.stringify(row).includes(id)));
  const days = async (count: number) => {
    await product.later({ days: count });
    await product.later({ seconds: 61 });
  };
  const end = (id: string, body?: unknown) =>
    product.call("POST", `/api/v1/links/${id}/end`, { body });

  it("is the engine's history for RETAIN_DAYS, and the evidence just the same after that", async () => {
    const id = await linkedInContoso(product, people);
    expect(runs(id)).toEqual(["Completed", undefined]);
    expect(history(id)).not.toMatch(known);
    await days(9);
    expect(runs(id)).toEqual(["Completed", undefined]);
    const before = await evidence(id);
    await days(1);
    expect(runs(id)).toEqual([undefined, undefined]);
    expect(await evidence(id)).toEqual(before);
    expect(before.timeline.map(({ type }) => type)).toContain("role.assigned");
  });

  it("of a link that ends again is both histories, counted from the later end, and no run that goes on", async () => {
    const id = await linkedInContoso(product, people);
    await days(5);
    await end(id);
    await product.idle();
    await days(6);
    expect(runs(id)).toEqual(["Completed", "Running"]);
    await endAccess(product.sandbox);
    await product.idle();
    await expectAllEnded(product, id);
    await days(9);
    expect(runs(id)).toEqual(["Completed", "Completed"]);
    await days(1);
    expect(runs(id)).toEqual([undefined, undefined]);
  });

  it("is no name and no address after EVIDENCE_DAYS, in any row; ids, times and hashes stay", async () => {
    const id = await linkedInContoso(product, people);
    const before = await product.link(id);
    expect(await ownRows(id)).toMatch(known);
    await days(99);
    expect(await product.link(id)).toMatchObject({ erasedAt: null });
    await days(1);
    const link = await product.link(id);
    expect(link).toMatchObject({
      status: "completed",
      administrator: { email: null, consentedBy: { name: null } },
      account: { email: null, objectId: before.account.objectId },
      plan: { hash: before.plan?.hash },
      createdAt: before.createdAt,
    });
    expect(link.erasedAt).not.toBeNull();
    expect(await ownRows(id)).not.toMatch(known);
    const pack = await evidence(id);
    expect(JSON.stringify(pack)).not.toMatch(known);
    expect(pack.timeline.at(-1)).toMatchObject({ type: "link.erased", data: { by: "retention" } });
  });

  it("an end date that is still to come keeps the names, until so many days after it", async () => {
    const at = new Date(product.clock.now().getTime() + 40 * day).toISOString();
    const id = await linkedInContoso(product, { ...people, accessUntil: at });
    const now = await product.call("POST", `/api/v1/links/${id}/erase`);
    expect(now.status).toBe(409);
    await days(41);
    await endAccess(product.sandbox);
    await product.idle();
    await expectAllEnded(product, id);
    await days(98);
    expect(await product.link(id)).toMatchObject({ erasedAt: null });
    await days(3);
    expect((await product.link(id)).erasedAt).not.toBeNull();
  });

  it("goes at once where that is asked for, and a repeat answers the same", async () => {
    const id = await linkedInContoso(product, people);
    const erase = () => product.call("POST", `/api/v1/links/${id}/erase`);
    expect((await erase()).status).toBe(202);
    const { version } = await product.link(id);
    expect((await erase()).status).toBe(202);
    expect(await product.link(id)).toMatchObject({ version, allowedActions: [] });
    expect(await ownRows(id)).not.toMatch(known);
    const page = await product.call("GET", `/api/v1/links/${id}/evidence`, {
      headers: { accept: "text/html" },
    });
    const html = await page.text();
    expect(html).toContain("(erased)");
    expect(html).not.toMatch(known);
  });

  it("access of a link without names still ends: by the standing link, not by asking nobody", async () => {
    const id = await linkedInContoso(product, people);
    await product.call("POST", `/api/v1/links/${id}/erase`);
    const { version } = await product.link(id);
    const refused = await end(id);
    expect(refused.status).toBe(409);
    expect(await refused.json()).toMatchObject({ code: "names_erased" });
    expect(await product.link(id)).toMatchObject({ version });
    await endAccess(product.sandbox);
    await product.idle();
    await expectAllEnded(product, id);
    expect(await product.link(id)).toMatchObject({ administrator: { email: null } });
    // Who proved to be an administrator is known again, until that has been over for long enough, too.
    expect(await product.link(id)).toMatchObject({ erasedAt: null });
    expect(await ownRows(id)).toMatch(known);
    await days(101);
    expect((await product.link(id)).erasedAt).not.toBeNull();
    expect(await ownRows(id)).not.toMatch(known);
    expect(JSON.stringify(await evidence(id))).not.toMatch(known);
  });

  it("…or by naming who is to be asked, whose name goes with the next erasure", async () => {
    const id = await linkedInContoso(product, people);
    await product.call("POST", `/api/v1/links/${id}/erase`);
    const administrator = { email: "second@contoso.com", name: "Second" };
    expect((await end(id, { administrator })).status).toBe(202);
    await product.idle();
    expect(subjects(product.sandbox, administrator.email)).toHaveLength(1);
    await endAccess(product.sandbox, { address: administrator.email, personId: "grace" });
    await product.idle();
    expect(guestRoles(product.sandbox)).toEqual([]);
    expect(tenant(product.sandbox).users.some((user) => user.userType === "Guest")).toBe(false);
    expect(await product.link(id)).toMatchObject({ status: "ended", erasedAt: null });
    await days(101);
    expect((await product.link(id)).erasedAt).not.toBeNull();
    expect(await ownRows(id)).not.toMatch(/second@contoso/i);
  });

  it("of an open link is everything: erasing it is refused, and nothing happens", async () => {
    const { id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined }));
    const { version } = await product.link(id);
    expect((await product.call("POST", `/api/v1/links/${id}/erase`)).status).toBe(409);
    expect(await product.link(id)).toMatchObject({ version, erasedAt: null });
  });
});
