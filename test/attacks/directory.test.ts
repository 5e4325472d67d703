import { guestRoles, guests, tenant } from "../support/facts";
import { acceptInvitation, consent } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { sessionRows } from "../support/rows";

const administrator = "admin@contoso.onmicrosoft.com";
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

describe("roles that change inside the directory meanwhile", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(async () => {
    await product.fresh();
    ({ id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined })));
  });
  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    for (let turn = 0; turn < 3; turn++) await product.later({ seconds: 60 });
  });
  afterAll(() => product.close());

  const agree = async () => {
    await consent(product.sandbox);
    await product.idle();
  };
  const accept = async () => {
    await acceptInvitation(product.sandbox);
    await product.idle();
  };
  const cancel = () => product.call("POST", `/api/v1/links/${id}/cancel`);

  it("a role that is still invisible when the link is cancelled is taken back once it shows", async () => {
    await agree();
    product.sandbox.facts.settings.freshRoleDelayMs = 60_000;
    await accept();
    expect(guestRoles(product.sandbox)).toHaveLength(1);
    await cancel();
    for (let turn = 0; turn < 8; turn++) await product.later({ seconds: 30 });
    const link = await product.link(id);
    expect(guestRoles(product.sandbox)).toEqual([]);
    expect(link).toMatchObject({
      status: "cancelled",
      undone: [{ result: "done" }, { result: "left" }],
    });
    expect(await sessionRows(id)).toEqual([]);
  });

  it("a role that cannot be taken back is reported as left, never as done", async () => {
    await agree();
    product.sandbox.facts.settings.freshRoleDelayMs = 60_000;
    await accept();
    await cancel();
    product.sandbox.setFault({
      method: "DELETE",
      path: "/v1.0/roleManagement",
      status: 403,
      code: "Authorization_RequestDenied",
      message: "no",
      times: 99,
    });
    for (let turn = 0; turn < 40; turn++) await product.later({ seconds: 60 });
    const link = await product.link(id);
    expect(link).toMatchObject({
      status: "cancelled",
      undone: [{ result: "left" }, { result: "left" }],
    });
    expect(guestRoles(product.sandbox)).toHaveLength(1);
    expect(product.sandbox.mails(administrator).at(-1)?.content).not.toContain("no role from us");
  });

  it("an assignment that somebody else made meanwhile is not taken back", async () => {
    await agree();
    product.sandbox.facts.settings.freshRoleDelayMs = 30_000;
    const [guest] = guests(product.sandbox);
    const { roleAssignments } = tenant(product.sandbox);
    const [own] = roleAssignments;
    if (!guest || !own) throw new Error("no guest or role");
    const visibleFrom = new Date(product.clock.now().getTime() + 30_000).toISOString();
    roleAssignments.push({
      ...own,
      id: "by-hand",
      principalId: guest.id,
      roleDefinitionId: globalAdministrator,
      visibleFrom,
    });
    await accept();
    await cancel();
    for (let turn = 0; turn < 6; turn++) await product.later({ seconds: 60 });
    expect(guestRoles(product.sandbox).map((role) => role.id)).toEqual(["by-hand"]);
    expect(await product.link(id)).toMatchObject({
      status: "cancelled",
      undone: [{ result: "left" }, { result: "left" }],
    });
  });

  it("a role for a part of the directory is not taken for the role", async () => {
    await agree();
    const [guest] = guests(product.sandbox);
    const { roleAssignments } = tenant(product.sandbox);
    const [own] = roleAssignments;
    if (!guest || !own) throw new Error("no guest or role");
    roleAssignments.push({
      ...own,
      id: "scoped",
      principalId: guest.id,
      roleDefinitionId: globalAdministrator,
      directoryScopeId: "/administrativeUnits/1",
    });
    await accept();
    expect(await product.link(id)).toMatchObject({ status: "awaitingWriteback" });
    expect(guestRoles(product.sandbox).map((role) => role.directoryScopeId)).toEqual([
      "/administrativeUnits/1",
      "/",
    ]);
  });

  it("a cancel while the mail service refuses: nobody is asked again", async () => {
    await cancel();
    await product.later({ seconds: 60 });
    await product.fresh();
    product.sandbox.setFault({
      method: "POST",
      path: "/v1.0/users/links",
      status: 400,
      code: "ErrorInvalidRecipients",
      times: 5,
    });
    ({ id } = await product.post(contosoRequest(product.sandbox, { ticket: undefined })));
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      parked: { code: "mail_not_accepted" },
    });
    expect((await cancel()).status).toBe(202);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "cancelled" });
  });
});
