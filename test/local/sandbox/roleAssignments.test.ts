import { tenantIds } from "../../../local/sandbox/ids";
import { asAdministrator, expectRefusal, type Administrator } from "./support/asAdministrator";
import { startBench, tenant, type Bench } from "./support/bench";
import { roles } from "./support/graph";

let bench: Bench;
let admin: Administrator;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => void (admin = await asAdministrator(bench)));

const contoso = () => tenant(bench, tenantIds.contoso);

describe("role assignments", () => {
  const uwe = () => contoso().users[1]?.id ?? "";

  it("are made, listed and removed", async () => {
    const made = await admin.assign(uwe());
    expect(made.status).toBe(201);
    expect((await admin.listRoles(uwe())).body.value).toEqual([
      {
        id: made.body.id,
        principalId: uwe(),
        roleDefinitionId: roles.globalAdministrator,
        directoryScopeId: "/",
      },
    ]);
    const remove = () => admin.remove(made.body.id);
    expect((await remove()).status).toBe(204);
    expect((await admin.listRoles(uwe())).body.value).toEqual([]);
    await expectRefusal(bench, remove, [404, "Request_ResourceNotFound", made.body.id]);
  });

  it("conflict when repeated, also while lists do not show the first one", async () => {
    bench.sandbox.facts.settings.freshRoleDelayMs = 60_000;
    await admin.assign(uwe());
    expect((await admin.listRoles(uwe())).body.value).toEqual([]);
    await expectRefusal(bench, () => admin.assign(uwe()), [
      400,
      "Request_BadRequest",
      "A conflicting object with one or more of the specified property values is present in the directory.",
    ]);
    bench.sandbox.setClock(60_000);
    expect((await admin.listRoles(uwe())).body.value).toHaveLength(1);
  });

  it.each([
    [
      "an unknown role",
      { roleDefinitionId: "00000000-0000-4000-8000-000000000000" },
      404,
      "Request_ResourceNotFound",
      "does not exist",
    ],
    [
      "an unknown principal",
      { principalId: "00000000-0000-4000-8000-000000000000" },
      404,
      "Request_ResourceNotFound",
      "does not exist",
    ],
    ["no scope", { directoryScopeId: undefined }, 400, "Request_BadRequest", "directoryScopeId"],
    ["another scope", { directoryScopeId: "/administrativeUnits/1" }, 501, "NotImitated", "scope"],
    ["no role", { roleDefinitionId: undefined }, 400, "Request_BadRequest", "roleDefinitionId"],
    [
      "a property of another type",
      { roleDefinitionId: 1 },
      400,
      "Request_BadRequest",
      "roleDefinitionId",
    ],
    ["a property that is none", { expires: "2027-01-01" }, 400, "Request_BadRequest", "expires"],
  ])("are refused for %s", async (_what, change, status, code, words) => {
    await expectRefusal(bench, () => admin.assign(uwe(), change), [status, code, words]);
  });

  it("show to the person who holds them", async () => {
    const { body } = await admin.get(
      "/me/transitiveMemberOf/microsoft.graph.directoryRole?$select=id,displayName,roleTemplateId",
    );
    expect(body.value).toMatchObject([
      { displayName: "Global Administrator", roleTemplateId: roles.globalAdministrator },
    ]);
    for (const one of contoso().roleAssignments) one.endsAt = new Date(0).toISOString();
    expect(
      (await admin.get("/me/transitiveMemberOf/microsoft.graph.directoryRole")).body.value,
    ).toEqual([]);
  });
});
