import { activateRole } from "../../../local/sandbox/directory/activateRole";
import { tenantIds } from "../../../local/sandbox/ids";
import { expectRefusal } from "./support/asAdministrator";
import { startBench, tenant, type Bench } from "./support/bench";
import { clientOf, clientWithGrant, type Client } from "./support/client";
import { invitation, roles } from "./support/graph";
import {
  eligibilityInstances,
  eligibilityRequests,
  forDays,
  of,
  scheduleInstances,
  taking,
} from "./support/schedules";

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
const give = (id: string) => wim.post(eligibilityRequests, forDays(id, 30, bench.sandbox.now()));
const eligible = async (id: string) => (await wim.get(of(eligibilityInstances, id))).body.value;

describe("an eligible role", () => {
  it("is made and listed, and gives nothing until it is activated", async () => {
    const id = await invited();
    const reply = await give(id);
    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ status: "Provisioned", action: "adminAssign" });
    expect(await eligible(id)).toMatchObject([
      {
        principalId: id,
        roleDefinitionId: roles.globalAdministrator,
        directoryScopeId: "/",
        memberType: "Direct",
        roleEligibilityScheduleId: reply.body["targetScheduleId"],
      },
    ]);
    expect((await wim.get(of(scheduleInstances, id))).body.value).toEqual([]);
    const paula = await clientWithGrant(bench, "paula", tenantIds.wingtip);
    const own = await paula.get("/me/transitiveMemberOf/microsoft.graph.directoryRole");
    expect(own.body.value).toEqual([]);
  });

  it("can be activated for eight hours", async () => {
    const id = await invited();
    await give(id);
    const [made] = wingtip().eligibleRoles;
    if (!made) throw new Error("Nothing is eligible.");
    activateRole(wingtip(), made, bench.sandbox.now());
    const [active] = (await wim.get(of(scheduleInstances, id))).body.value;
    expect(active).toMatchObject({ assignmentType: "Activated" });
    const end = Date.parse(String(active?.["endDateTime"])) - bench.sandbox.now().getTime();
    expect(Math.round(end / 3_600_000)).toBe(8);
  });

  it("ends on its day: it is listed no more and can't be activated", async () => {
    const id = await invited();
    await give(id);
    const [made] = wingtip().eligibleRoles;
    if (!made) throw new Error("Nothing is eligible.");
    bench.sandbox.setClock(30 * day + 1000);
    wim = await clientOf(bench, "wim", { tenantId: tenantIds.wingtip });
    expect(await eligible(id)).toEqual([]);
    expect(() => activateRole(wingtip(), made, bench.sandbox.now())).toThrow("any more");
    expect((await give(id)).status).toBe(201);
  });

  it("is not activated for longer than it lasts", async () => {
    const id = await invited();
    await give(id);
    const [made] = wingtip().eligibleRoles;
    if (!made) throw new Error("Nothing is eligible.");
    const shortly = new Date(bench.sandbox.now().getTime() + 60_000).toISOString();
    made.endsAt = shortly;
    activateRole(wingtip(), made, bench.sandbox.now());
    expect(wingtip().roleAssignments.at(-1)?.endsAt).toBe(shortly);
  });

  it("is not made twice", async () => {
    const id = await invited();
    await give(id);
    await expectRefusal(bench, () => give(id), [
      400,
      "RoleAssignmentExists",
      "The Role assignment already exists.",
    ]);
  });

  it("shows in lists after a while", async () => {
    const id = await invited();
    bench.sandbox.facts.settings.freshRoleDelayMs = 60_000;
    await give(id);
    expect(await eligible(id)).toEqual([]);
    bench.sandbox.setClock(60_000);
    expect(await eligible(id)).toHaveLength(1);
  });

  it("can be ended, once", async () => {
    const id = await invited();
    await give(id);
    const take = () => wim.post(eligibilityRequests, taking(id));
    expect((await take()).body).toMatchObject({ status: "Revoked", scheduleInfo: null });
    expect(await eligible(id)).toEqual([]);
    await expectRefusal(bench, take, [
      400,
      "RoleAssignmentDoesNotExist",
      "The Role assignment does not exist.",
    ]);
  });
});
