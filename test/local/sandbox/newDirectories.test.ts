import { tenantIds } from "../../../local/sandbox/ids";
import { startBench, type Bench } from "./support/bench";
import { clientOf } from "./support/client";

let bench: Bench;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());

const scope = "openid User.Read LicenseAssignment.Read.All";

describe("directories of customers", () => {
  it.each([
    ["tara", tenantIds.tailspin, "Tailspin Toys", null, undefined],
    ["wim", tenantIds.wingtip, "Wingtip", true, "AAD_PREMIUM_P2"],
    ["alma", tenantIds.alpine, "Alpine Ski House", true, "AAD_PREMIUM"],
  ])("%s is Global Administrator of hers or his", async (person, tenantId, name, isSynced, sku) => {
    const client = await clientOf(bench, person, { tenantId, scope });
    const [organization] = (await client.get("/organization")).body.value;
    expect(organization).toMatchObject({ displayName: name, onPremisesSyncEnabled: isSynced });
    const [licence] = (await client.get("/subscribedSkus")).body.value;
    expect(licence?.["skuPartNumber"]).toBe(sku);
    const own = await client.get("/me/transitiveMemberOf/microsoft.graph.directoryRole");
    expect(own.body.value).toMatchObject([{ displayName: "Global Administrator" }]);
  });
});
