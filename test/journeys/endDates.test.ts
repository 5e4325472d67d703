import { guestRoles, guests, subjects, tenant, writes } from "../support/facts";
import { adatumRequest, activate, linkedInAdatum, petra, petraAgrees } from "../support/adatum";
import { acceptInvitation, consent, endAccess } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

const dayMs = 24 * 60 * 60 * 1000;

describe("access until a date, or to be activated", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(() => product.fresh());
  afterEach(async () => {
    if (id) await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
    id = "";
  });
  afterAll(() => product.close());

  const inDays = (days: number) =>
    new Date(product.clock.now().getTime() + days * dayMs).toISOString();
  const scheduled = (name = "Adatum") =>
    writes(product.sandbox).filter((write) => write.includes("roleAssignmentScheduleRequests")) &&
    tenant(product.sandbox, name).roleAssignments.filter((one) => one.endsAt !== null);

  it("is ended by Entra where the directory has P2, and says so before and after", async () => {
    const at = inDays(60);
    id = await linkedInAdatum(product, { accessUntil: at });
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      access: { until: { at, enforcedBy: "entra" }, roles: [{ state: "assigned" }] },
      preflight: { warnings: [] },
    });
    const [role] = guestRoles(product.sandbox, "Adatum");
    expect(Math.abs(Date.parse(role?.endsAt ?? "") - Date.parse(at))).toBeLessThan(1000);
    const direct = writes(product.sandbox).filter((write) =>
      write.startsWith("POST /v1.0/roleManagement/directory/roleAssignments"),
    );
    expect(direct).toEqual([]);
    expect(product.sandbox.mails(petra).at(-1)?.content).not.toContain("no end date");
  });

  it("is only reminded of without P2, which ticket and page hear before anything is given", async () => {
    const at = inDays(60);
    ({ id } = await product.post(
      contosoRequest(product.sandbox, { passwordWriteback: false, accessUntil: at }),
    ));
    const grace = await consent(product.sandbox);
    await product.idle();
    expect(writes(product.sandbox).some((write) => write.includes("roleManagement"))).toBe(false);
    expect(await product.link(id)).toMatchObject({
      status: "awaitingSignIn",
      access: { until: { at, enforcedBy: "reminder" } },
    });
    const posts = JSON.stringify(product.sandbox.tickets());
    expect(posts).toContain("end_only_reminded");
    await grace.visit(grace.page.url);
    expect(grace.page.body).toContain("Entra ID P2");
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(guestRoles(product.sandbox).map((role) => role.endsAt)).toEqual([null]);
  });

  it("falls back to a reminder where Graph only then says that the licence is missing", async () => {
    activate(product);
    ({ id } = await product.post(adatumRequest(product, { accessUntil: inDays(60) })));
    await petraAgrees(product);
    tenant(product.sandbox, "Adatum").skus.splice(0);
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      access: { until: { enforcedBy: "reminder" } },
    });
    expect(guestRoles(product.sandbox, "Adatum").map((role) => role.endsAt)).toEqual([null]);
  });

  it("is given an end date by the administrator alone", async () => {
    activate(product);
    ({ id } = await product.post(adatumRequest(product)));
    const day = inDays(50).slice(0, 10);
    await petraAgrees(product, { until: day });
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      access: {
        until: { at: `${day}T23:59:59.000Z`, enforcedBy: "entra" },
        asked: { until: null },
      },
    });
    expect(scheduled()).not.toEqual([]);
  });

  it("is never prolonged by the administrator's choice", async () => {
    activate(product);
    ({ id } = await product.post(adatumRequest(product, { accessUntil: inDays(60) })));
    const { version } = await product.link(id);
    const person = await petraAgrees(product, { until: inDays(90).slice(0, 10) });
    expect(person.page.status).toBe(400);
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent", version });
  });

  it("is refused in plain words where the directory's rules do not allow it that long", async () => {
    const adatum = tenant(product.sandbox, "Adatum");
    adatum.pimRules = { ...adatum.pimRules, maxDays: 30 };
    id = await linkedInAdatum(product, { accessUntil: inDays(60) });
    const link = await product.link(id);
    expect(link).toMatchObject({
      status: "needsOperator",
      parked: { code: "role_policy_refused", step: "scheduleRole" },
    });
    expect(link.parked?.evidence).toMatch(/long|duration|end/i);
    expect(link.parked?.evidence).not.toContain("ExpirationRule");
    expect(guestRoles(product.sandbox, "Adatum")).toEqual([]);
    adatum.pimRules = { ...adatum.pimRules, maxDays: null };
    await product.call("POST", `/api/v1/links/${id}/retry`);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed" });
    expect(guestRoles(product.sandbox, "Adatum")).toHaveLength(1);
  });

  it("can be made eligible, which gives no power until it is activated", async () => {
    id = await linkedInAdatum(product, { assignment: "eligible" });
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      access: { assignment: "eligible", roles: [{ state: "assigned" }] },
    });
    expect(guestRoles(product.sandbox, "Adatum")).toEqual([]);
    const [guest] = guests(product.sandbox, "Adatum");
    const { eligibleRoles } = tenant(product.sandbox, "Adatum");
    expect(eligibleRoles.map((one) => one.principalId)).toContain(guest?.id);
    const scopes = product.sandbox.requests().flatMap((request) => request.scopes);
    expect(scopes).not.toContain("RoleManagement.ReadWrite.Directory");
    await endAccess(product.sandbox, { address: petra, personId: "petra" });
    await product.idle();
    expect(eligibleRoles.map((one) => one.principalId)).not.toContain(guest?.id);
    expect(await product.link(id)).toMatchObject({ status: "ended" });
    expect(guests(product.sandbox, "Adatum")).toEqual([]);
  });

  it("parks an eligible request before anything is changed where the licence is missing", async () => {
    ({ id } = await product.post(
      contosoRequest(product.sandbox, { ticket: undefined, assignment: "eligible" }),
    ));
    await consent(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      parked: { code: "premium_licence_missing", step: "preflight" },
    });
    expect(writes(product.sandbox)).toEqual([]);
  });

  it("ends on the agreed day: Entra took the role, the guest goes when an administrator signs in", async () => {
    id = await linkedInAdatum(product, { accessUntil: inDays(40) });
    for (let turn = 0; turn < 6; turn++) await product.later({ days: 7 });
    expect(await product.link(id)).toMatchObject({ status: "ending", ending: { by: "endDate" } });
    expect(subjects(product.sandbox, petra).at(-1)).toMatch(/end/i);
    activate(product);
    await endAccess(product.sandbox, { address: petra, personId: "petra" });
    await product.idle();
    expect(guests(product.sandbox, "Adatum")).toEqual([]);
    expect(await product.link(id)).toMatchObject({
      status: "ended",
      undone: [{ result: "done" }, { result: "done" }, { result: "done" }],
    });
  });

  it("takes a role with an end date back when the link is cancelled before it is linked", async () => {
    activate(product);
    ({ id } = await product.post(adatumRequest(product, { accessUntil: inDays(60) })));
    await petraAgrees(product);
    product.sandbox.facts.settings.freshRoleDelayMs = 60_000;
    await acceptInvitation(product.sandbox);
    await product.idle();
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    for (let turn = 0; turn < 8; turn++) await product.later({ seconds: 30 });
    expect(await product.link(id)).toMatchObject({
      status: "cancelled",
      undone: [{ result: "done" }, { result: "left" }],
    });
    expect(guestRoles(product.sandbox, "Adatum")).toEqual([]);
  });

  it("has to lie after all deadlines of the request", async () => {
    const body = contosoRequest(product.sandbox, { accessUntil: inDays(10) });
    const response = await product.call("POST", "/api/v1/links", { body });
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { pointer: string }[] };
    expect(errors.map((error) => error.pointer)).toEqual(["/accessUntil"]);
  });
});
