import { tenantIds } from "../../../local/sandbox/ids";
import { hybridIdentityAdministrator } from "../../../local/sandbox/roles";
import { expectRefusal } from "./support/asAdministrator";
import { startBench, tenant, type Bench } from "./support/bench";
import { clientOf, type Client } from "./support/client";
import { graph } from "./support/graph";

let bench: Bench;
let grace: Client;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => {
  bench.sandbox.reset();
  grace = await clientOf(bench, "grace", { tenantId: tenantIds.contoso });
});

const path = (id: string = tenantIds.contoso) => `/directory/onPremisesSynchronization/${id}`;
const flag = (value: unknown) => ({ features: { passwordWritebackEnabled: value } });
const contoso = () => tenant(bench, tenantIds.contoso);

describe("the flag for password write-back", () => {
  it("is set, answered with 204, and read back", async () => {
    const reply = await grace.patch(path(), flag(true));
    expect([reply.status, reply.body]).toEqual([204, {}]);
    const { body } = await grace.get("/directory/onPremisesSynchronization");
    expect(body.value).toMatchObject([{ features: { passwordWritebackEnabled: true } }]);
    expect((await grace.patch(path(), flag(false))).status).toBe(204);
    expect(contoso().synchronization?.passwordWritebackEnabled).toBe(false);
  });

  it.each<[string, object, number, string, string]>([
    [
      "another flag",
      { features: { passwordWritebackEnabled: true, groupWriteBackEnabled: true } },
      501,
      "NotImitated",
      "features.groupWriteBackEnabled",
    ],
    [
      "the configuration",
      { ...flag(true), configuration: {} },
      501,
      "NotImitated",
      "configuration",
    ],
    ["no flag", { features: {} }, 400, "Request_BadRequest", "passwordWritebackEnabled"],
    [
      "a flag that is no boolean",
      flag("yes"),
      400,
      "Request_BadRequest",
      "passwordWritebackEnabled",
    ],
    ["a property that is none", { feature: 1 }, 400, "Request_BadRequest", "feature"],
  ])("is not set by %s", async (_what, body, status, code, words) => {
    await expectRefusal(bench, () => grace.patch(path(), body), [status, code, words]);
  });

  it("is not set under another id", async () => {
    const set = () => grace.patch(path(tenantIds.litware), flag(true));
    await expectRefusal(bench, set, [404, "Request_ResourceNotFound", tenantIds.litware]);
  });

  it("is not set by anybody but a Global Administrator", async () => {
    const [held] = contoso().roleAssignments;
    if (!held) throw new Error("No role.");
    contoso().roleAssignments[0] = { ...held, roleDefinitionId: hybridIdentityAdministrator };
    const set = () => grace.patch(path(), flag(true));
    await expectRefusal(bench, set, [403, "Authorization_RequestDenied", "privileges"]);
  });

  it("is not set in a directory that is not synchronised", async () => {
    const lena = await clientOf(bench, "lena", { tenantId: tenantIds.litware });
    const set = () => lena.patch(path(tenantIds.litware), flag(true));
    await expectRefusal(bench, set, [400, "Request_BadRequest", "not enabled"]);
  });

  it("is not set by something that is no JSON", async () => {
    const reply = await graph(bench, path(), { token: grace.token, method: "PATCH" });
    expect(reply.status).toBe(415);
    expect(contoso().synchronization?.passwordWritebackEnabled).toBe(false);
  });
});
