import { activateRole } from "../../local/sandbox/directory/activateRole";
import { globalAdministrator } from "../../local/sandbox/roles";
import { premiumP2 } from "../../local/sandbox/skus";
import { activate, linkedInAdatum, petra } from "../support/adatum";
import { guestRoles, guests, tenant } from "../support/facts";
import { expectAllEnded, linkedInContoso } from "../support/linked";
import { acceptInvitation, consent, endAccess, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

describe("what the end takes, and what it leaves", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(() => product.fresh());
  afterAll(() => product.close());

  it("leaves an account that was there before, and roles that it did not give", async () => {
    const { users } = tenant(product.sandbox);
    const uwe = users.find((user) => user.personId === "uwe");
    if (!uwe) throw new Error("no Uwe");
    const { id } = await product.post(
      contosoRequest(product.sandbox, {
        ticket: undefined,
        passwordWriteback: false,
        account: { email: "uwe@contoso.com" },
        access: { roles: ["Global Reader"] },
      }),
    );
    const grace = await consent(product.sandbox);
    await product.idle();
    await grace.visit(grace.page.url);
    await press(grace, "continue");
    await product.idle();
    await acceptInvitation(product.sandbox, "uwe@contoso.com", "uwe");
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      account: { kind: "member" },
    });
    await endAccess(product.sandbox);
    await product.idle();
    expect(users).toContain(uwe);
    expect(tenant(product.sandbox).roleAssignments.map((one) => one.principalId)).not.toContain(
      uwe.id,
    );
    const asked = product.sandbox.requests().flatMap((request) => request.scopes);
    expect(asked).not.toContain("User.ReadWrite.All");
    expect(await product.link(id)).toMatchObject({ status: "ended" });
  });

  it("keeps a guest that holds a role from somebody else, and says so", async () => {
    const id = await linkedInContoso(product);
    const [guest] = guests(product.sandbox);
    const { roleAssignments } = tenant(product.sandbox);
    const [own] = roleAssignments;
    if (!guest || !own) throw new Error("no guest or role");
    const roleDefinitionId = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";
    roleAssignments.push({ ...own, id: "by-hand", principalId: guest.id, roleDefinitionId });
    await endAccess(product.sandbox);
    await product.idle();
    expect(guestRoles(product.sandbox).map((role) => role.id)).toEqual(["by-hand"]);
    const { undone } = await product.link(id);
    expect(undone.map((one) => one.result)).toEqual(["done", "done", "left"]);
    expect(undone[2]?.what).toContain("still has a role");
  });

  it("keeps a guest that may still activate a role which this link did not give", async () => {
    const id = await linkedInContoso(product, { access: { roles: ["Global Reader"] } });
    const [guest] = guests(product.sandbox);
    if (!guest) throw new Error("no guest");
    const { skus, eligibleRoles } = tenant(product.sandbox);
    skus.push(premiumP2);
    const now = product.clock.now().toISOString();
    eligibleRoles.push({
      ...{ scheduleId: "by-hand", principalId: guest.id, hours: 8, endsAt: null },
      ...{ roleDefinitionId: globalAdministrator, startsAt: now, visibleFrom: now },
    });
    await endAccess(product.sandbox);
    await product.idle();
    expect(guests(product.sandbox)).toHaveLength(1);
    expect(eligibleRoles).toHaveLength(1);
    const { undone } = await product.link(id);
    expect(undone.map((one) => one.result)).toEqual(["done", "done", "left"]);
  });

  it("takes a role whose assignment's id never reached us: the administrator agreed to just that", async () => {
    const assigning = { method: "POST", path: "/v1.0/roleManagement/directory/roleAssignments" };
    const { id } = await product.post(
      contosoRequest(product.sandbox, { ticket: undefined, passwordWriteback: false }),
    );
    await consent(product.sandbox);
    await product.idle();
    product.sandbox.setFault({ ...assigning, kind: "drop" });
    await acceptInvitation(product.sandbox);
    for (let turn = 0; turn < 8; turn++) await product.later({ seconds: 15 });
    expect(await product.link(id)).toMatchObject({ status: "completed" });
    await endAccess(product.sandbox);
    await product.idle();
    await expectAllEnded(product, id);
  });

  it("is not said of an account that still holds its role, month after month", async () => {
    const id = await linkedInContoso(product);
    const refused = { method: "DELETE", path: "/v1.0/roleManagement", status: 400 };
    product.sandbox.setFault({ ...refused, code: "BadRequest", message: "no" });
    await endAccess(product.sandbox);
    await product.idle();
    const parked = { status: "needsOperator", outcome: null, parked: { step: "undoRoles" } };
    expect(await product.link(id)).toMatchObject(parked);
    for (let turn = 0; turn < 4; turn++) await product.later({ days: 8 });
    const { status, outcome } = await product.link(id);
    expect({ status, outcome }).toEqual({ status: "ending", outcome: null });
    expect(guestRoles(product.sandbox)).toHaveLength(1);
    await endAccess(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "ended" });
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("waits for an activation that runs on, which no administrator can end", async () => {
    const id = await linkedInAdatum(product, { assignment: "eligible" });
    const adatum = tenant(product.sandbox, "Adatum");
    const [guest] = guests(product.sandbox, "Adatum");
    const eligible = adatum.eligibleRoles.find((one) => one.principalId === guest?.id);
    if (!eligible) throw new Error("the guest can activate nothing");
    activateRole(adatum, eligible, product.sandbox.now());
    await endAccess(product.sandbox, { address: petra, personId: "petra" });
    await product.idle();
    expect(adatum.eligibleRoles).not.toContain(eligible);
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      parked: { code: "role_still_active" },
      access: { roles: [{ state: "assigned" }] },
    });
    await product.later({ seconds: 9 * 3600 });
    activate(product);
    await product.call("POST", `/api/v1/links/${id}/retry`);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "ended",
      access: { roles: [{ state: "removed" }] },
    });
    expect(guests(product.sandbox, "Adatum")).toEqual([]);
  });

  it("parks what an operator has to look at, and goes on from there", async () => {
    const id = await linkedInContoso(product);
    const refused = { method: "DELETE", path: "/v1.0/users", status: 400, code: "BadRequest" };
    product.sandbox.setFault({ ...refused, message: "no" });
    await endAccess(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      parked: { step: "removeGuest", allowedActions: ["retry", "extend"] },
    });
    await product.call("POST", `/api/v1/links/${id}/retry`);
    await product.idle();
    await expectAllEnded(product, id);
  });

  it("removes what a cancelled link had to leave", async () => {
    const { id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined }));
    await consent(product.sandbox);
    await product.idle();
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "cancelled",
      undone: [{ result: "left" }],
    });
    expect(guests(product.sandbox)).toHaveLength(1);
    await endAccess(product.sandbox);
    await product.idle();
    expect(guests(product.sandbox)).toEqual([]);
    expect(await product.link(id)).toMatchObject({ status: "ended" });
  });
});
