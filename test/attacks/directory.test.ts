import { randomUUID } from "node:crypto";
import type { DirectoryUser } from "../../local/sandbox/facts";
import { createPerson } from "../../local/sandbox/person";
import { guestRoles, guests, subjects, tenant, writes } from "../support/facts";
import { acceptInvitation, consent, mailedLink, press } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { sessionRows } from "../support/rows";

const administrator = "admin@contoso.onmicrosoft.com";
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";

describe("attacks and mistakes inside the directory", () => {
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

  /** A guest that somebody else made, copied from the invitation's own. */
  function plantGuest(changes: Partial<DirectoryUser>): void {
    const { users } = tenant(product.sandbox);
    const [member] = users;
    if (!member) throw new Error("no user to copy");
    users.push({
      ...member,
      id: randomUUID(),
      personId: null,
      userType: "Guest",
      externalUserState: "PendingAcceptance",
      creationType: "Invitation",
      createdDateTime: product.clock.now().toISOString(),
      proxyAddresses: [],
      otherMails: [],
      ...changes,
    });
  }

  it.each([
    [
      "under another mail address",
      { mail: "evil@outlook.com", otherMails: ["partner.ops@outlook.com"] },
    ],
    ["under the very address, a moment before", { mail: "partner.ops@outlook.com" }],
  ])("a pending guest that somebody else made %s is not taken for ours", async (_how, changes) => {
    plantGuest(changes);
    await agree();
    expect(await product.link(id)).toMatchObject({ status: "awaitingConfirmation" });
    expect(writes(product.sandbox)).toEqual([]);
    expect(product.sandbox.mails("partner.ops@outlook.com")).toEqual([]);
  });

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

  it("an invitation that was reset and accepted by somebody else before the role is given", async () => {
    await agree();
    product.sandbox.setFault({
      method: "POST",
      path: "/v1.0/roleManagement",
      status: 429,
      retryAfter: 3600,
    });
    await accept();
    expect(await product.link(id)).toMatchObject({ status: "assigningRole" });
    product.clock.advance(1800 * 1000);
    const [guest] = guests(product.sandbox);
    if (!guest) throw new Error("no guest");
    guest.externalUserStateChangeDateTime = product.clock.now().toISOString();
    await product.later({ seconds: 1800 });
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      parked: { code: "account_mismatch", step: "assignRole" },
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
  });

  it("an invitation that was reset to another address before the account signed in", async () => {
    await agree();
    const [guest] = guests(product.sandbox);
    if (!guest) throw new Error("no guest");
    guest.mail = "mallory@outlook.com";
    await accept();
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      parked: { code: "account_mismatch", step: "confirmAccount" },
    });
    expect(guestRoles(product.sandbox)).toEqual([]);
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

  it("a form that another site posts with a good token", async () => {
    const person = createPerson(product.sandbox, "grace");
    await person.visit(mailedLink(product.sandbox, administrator));
    const form = person.page.forms[0];
    const cookie =
      person.jar.header(new URL(product.url), { method: "POST", sameSite: true }) ?? "";
    const body = new URLSearchParams(
      [...(form?.fields ?? [])].map(([name, value]): [string, string] => [name, value]),
    );
    body.append("action", "decline");
    const headers = {
      cookie,
      "sec-fetch-site": "same-site",
      "content-type": "application/x-www-form-urlencoded",
    };
    const response = await fetch(`${product.url}/consent`, {
      method: "POST",
      headers,
      body,
      redirect: "manual",
    });
    expect(response.status).toBe(403);
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent" });
    await press(person, "decline");
    expect(subjects(product.sandbox, administrator)).not.toEqual([]);
  });
});
