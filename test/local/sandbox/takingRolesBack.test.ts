import { activateRole } from "../../../local/sandbox/directory/activateRole";
import { tenantIds } from "../../../local/sandbox/ids";
import { assignment, assignmentsPath, expectRefusal } from "./support/asAdministrator";
import { startBench, tenant, type Bench } from "./support/bench";
import { clientOf, type Client } from "./support/client";
import { invitation, roles } from "./support/graph";
import { forDays, of, scheduleInstances, scheduleRequests, taking } from "./support/schedules";

let bench: Bench;
let wim: Client;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  wim = await clientOf(bench, "wim", { tenantId: tenantIds.wingtip });
});

const wingtip = () => tenant(bench, tenantIds.wingtip);
const invited = async () =>
  (await wim.post("/invitations", invitation("partner.ops@outlook.com"))).body.invitedUser.id;
const give = (id: string) => wim.post(scheduleRequests, forDays(id, 7, bench.sandbox.now()));
const scheduled = async (id: string) => (await wim.get(of(scheduleInstances, id))).body.value;
const listed = async (id: string) => (await wim.get(of(assignmentsPath, id))).body.value;

describe("taking a role back", () => {
  const take = (id: string) => wim.post(scheduleRequests, taking(id));
  const missing: [number, string, string] = [
    400,
    "RoleAssignmentDoesNotExist",
    "The Role assignment does not exist.",
  ];

  it("ends it at once, and is refused when there is nothing", async () => {
    const id = await invited();
    await give(id);
    const reply = await take(id);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({
      status: "Revoked",
      action: "adminRemove",
      targetScheduleId: null,
      scheduleInfo: null,
    });
    expect([await scheduled(id), await listed(id)]).toEqual([[], []]);
    await expectRefusal(bench, () => take(id), missing);
  });

  it("does not end what its holder activated", async () => {
    const id = await invited();
    const eligible = {
      ...{ scheduleId: "s", principalId: id, roleDefinitionId: roles.globalAdministrator },
      ...{ hours: 8, startsAt: "2026-01-01T00:00:00Z", visibleFrom: "2026-01-01T00:00:00Z" },
      endsAt: null,
    };
    activateRole(wingtip(), eligible, bench.sandbox.now());
    expect(await scheduled(id)).toMatchObject([{ assignmentType: "Activated" }]);
    await expectRefusal(bench, () => take(id), missing);
  });

  it("ends what was given directly, too", async () => {
    const id = await invited();
    await wim.post(assignmentsPath, assignment(id));
    expect((await take(id)).body).toMatchObject({ status: "Revoked" });
    expect(await listed(id)).toEqual([]);
  });
});
