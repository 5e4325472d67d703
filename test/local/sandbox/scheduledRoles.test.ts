import { tenantIds } from "../../../local/sandbox/ids";
import { hybridIdentityAdministrator } from "../../../local/sandbox/roles";
import { assignment, assignmentsPath, expectRefusal } from "./support/asAdministrator";
import { startBench, tenant, type Bench } from "./support/bench";
import { clientOf, type Client } from "./support/client";
import { invitation, roles } from "./support/graph";
import { forDays, of, scheduleInstances, scheduleRequests } from "./support/schedules";

let bench: Bench;
let wim: Client;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  wim = await clientOf(bench, "wim", { tenantId: tenantIds.wingtip });
});

const wingtip = () => tenant(bench, tenantIds.wingtip);
const day = 86_400_000;
const invited = async () =>
  (await wim.post("/invitations", invitation("partner.ops@outlook.com"))).body.invitedUser.id;
const give = (id: string, days = 7) =>
  wim.post(scheduleRequests, forDays(id, days, bench.sandbox.now()));
const scheduled = async (id: string) => (await wim.get(of(scheduleInstances, id))).body.value;
const listed = async (id: string) => (await wim.get(of(assignmentsPath, id))).body.value;

describe("a role until a date", () => {
  it("is given at once, and answered as Graph does", async () => {
    const id = await invited();
    const reply = await give(id);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      status: "Provisioned",
      action: "adminAssign",
      principalId: id,
      roleDefinitionId: roles.globalAdministrator,
      directoryScopeId: "/",
      appScopeId: null,
      targetScheduleId: reply.body.id,
      justification: "Directory link CHG-4711",
      createdBy: { user: { id: wingtip().users[0]?.id } },
      scheduleInfo: { recurrence: null, expiration: { type: "afterDateTime", duration: null } },
      ticketInfo: { ticketNumber: null, ticketSystem: null },
    });
  });

  it("is in both lists until it ends, then in none", async () => {
    const id = await invited();
    const { targetScheduleId } = (await give(id)).body;
    const [one] = await scheduled(id);
    expect(one).toMatchObject({
      principalId: id,
      roleDefinitionId: roles.globalAdministrator,
      directoryScopeId: "/",
      assignmentType: "Assigned",
      memberType: "Direct",
      roleAssignmentScheduleId: targetScheduleId,
      roleAssignmentOriginId: one?.["id"],
    });
    const end = Date.parse(String(one?.["endDateTime"])) - bench.sandbox.now().getTime();
    expect(Math.round(end / day)).toBe(7);
    expect(await listed(id)).toMatchObject([{ id: one?.["id"] }]);
    bench.sandbox.setClock(7 * day + 1000);
    wim = await clientOf(bench, "wim", { tenantId: tenantIds.wingtip });
    expect([await scheduled(id), await listed(id)]).toEqual([[], []]);
  });

  it("gives its power until it ends, whether or not times have fractions of a second", async () => {
    const id = await invited();
    await give(id);
    const held = wingtip().roleAssignments.find((one) => one.principalId === id);
    if (!held) throw new Error("No role.");
    const paula = await clientOf(bench, "paula", { tenantId: tenantIds.wingtip });
    const own = async () =>
      (await paula.get("/me/transitiveMemberOf/microsoft.graph.directoryRole")).body.value;
    expect(held.endsAt).toMatch(/:\d\dZ$/);
    const wholeSecond = new Date(Math.floor(bench.sandbox.now().getTime() / 1000) * 1000);
    held.endsAt = wholeSecond.toISOString().replace(".000Z", "Z");
    expect(await own()).toEqual([]);
    held.endsAt = new Date(wholeSecond.getTime() + 5000).toISOString().replace(".000Z", "Z");
    expect(await own()).toHaveLength(1);
  });

  it("can be given again after it ended", async () => {
    const id = await invited();
    await give(id);
    bench.sandbox.setClock(8 * day);
    wim = await clientOf(bench, "wim", { tenantId: tenantIds.wingtip });
    expect((await give(id)).status).toBe(201);
    expect(await scheduled(id)).toHaveLength(1);
  });

  it("can be given directly after it ended", async () => {
    const id = await invited();
    await give(id);
    bench.sandbox.setClock(8 * day);
    wim = await clientOf(bench, "wim", { tenantId: tenantIds.wingtip });
    expect((await wim.post(assignmentsPath, assignment(id))).status).toBe(201);
  });

  it("shows in lists after a while", async () => {
    const id = await invited();
    bench.sandbox.facts.settings.freshRoleDelayMs = 60_000;
    await give(id);
    expect(await scheduled(id)).toEqual([]);
    bench.sandbox.setClock(60_000);
    expect(await scheduled(id)).toHaveLength(1);
  });
});

describe("a role that is there already", () => {
  const exists: [number, string, string] = [
    400,
    "RoleAssignmentExists",
    "The Role assignment already exists.",
  ];

  it("is not given again, scheduled or direct", async () => {
    const id = await invited();
    await give(id);
    await expectRefusal(bench, () => give(id), exists);
    const own = wingtip().users[0]?.id ?? "";
    await expectRefusal(bench, () => give(own), exists);
  });

  it("is a conflict for a direct assignment", async () => {
    const id = await invited();
    await give(id);
    await expectRefusal(bench, () => wim.post(assignmentsPath, assignment(id)), [
      400,
      "Request_BadRequest",
      "A conflicting object",
    ]);
  });

  it("is listed among the scheduled ones even if it was made directly", async () => {
    const [own] = wingtip().roleAssignments;
    expect(await scheduled(own?.principalId ?? "")).toEqual([
      {
        id: own?.id,
        principalId: own?.principalId,
        roleDefinitionId: roles.globalAdministrator,
        directoryScopeId: "/",
        appScopeId: null,
        startDateTime: null,
        endDateTime: null,
        assignmentType: "Assigned",
        memberType: "Direct",
        roleAssignmentOriginId: own?.id,
        roleAssignmentScheduleId: own?.id,
      },
    ]);
  });

  it("is listed by role and person together, with the properties asked for", async () => {
    const [own] = wingtip().roleAssignments;
    const filter = (role: string) =>
      encodeURIComponent(
        `principalId eq '${own?.principalId ?? ""}' and roleDefinitionId eq '${role}'`,
      );
    const list = async (role: string) =>
      (await wim.get(`${scheduleInstances}?$select=id,endDateTime&$filter=${filter(role)}`)).body
        .value;
    expect(await list(roles.globalAdministrator)).toEqual([{ id: own?.id, endDateTime: null }]);
    expect(await list(hybridIdentityAdministrator)).toEqual([]);
  });
});
