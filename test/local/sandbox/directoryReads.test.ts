import { tenantIds } from "../../../local/sandbox/ids";
import { asAdministrator, type Administrator } from "./support/asAdministrator";
import { startBench, type Bench } from "./support/bench";
import { graph, planScopes } from "./support/graph";
import { identityToken, tokensFor } from "./support/tokens";

let bench: Bench;
let admin: Administrator;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());
beforeEach(async () => void (admin = await asAdministrator(bench)));

describe("write-back checks", () => {
  it("see a synchronised directory with P1", async () => {
    const [organization] = (
      await admin.get(
        "/organization?$select=id,onPremisesSyncEnabled,onPremisesLastSyncDateTime,verifiedDomains",
      )
    ).body.value;
    expect(organization).toMatchObject({ id: tenantIds.contoso, onPremisesSyncEnabled: true });
    expect(
      Date.now() - Date.parse(String(organization?.["onPremisesLastSyncDateTime"])),
    ).toBeLessThan(30 * 60_000);
    const [sku] = (await admin.get("/subscribedSkus")).body.value;
    expect(sku).toMatchObject({
      capabilityStatus: "Enabled",
      servicePlans: [{ servicePlanId: "41781fb2-bc02-4b7c-bd55-b576c07bb09d" }],
      prepaidUnits: { enabled: 25 },
    });
    const { body } = await admin.get("/directory/onPremisesSynchronization");
    expect(body.value).toMatchObject([
      {
        id: tenantIds.contoso,
        features: { passwordWritebackEnabled: false, passwordSyncEnabled: true },
      },
    ]);
  });

  it("see a plain directory without", async () => {
    const asked = { tenantId: tenantIds.litware, scope: planScopes };
    const { access_token: token } = await tokensFor(bench, "lena", asked);
    const [organization] = (await graph(bench, "/organization", { token })).body.value;
    expect(organization).toMatchObject({
      displayName: "Litware",
      onPremisesSyncEnabled: null,
      onPremisesLastSyncDateTime: null,
    });
    const [sku] = (await graph(bench, "/subscribedSkus", { token })).body.value;
    expect(sku).toMatchObject({ skuPartNumber: "O365_BUSINESS_ESSENTIALS" });
  });
});

describe("tenant information", () => {
  const find = async (call: string) =>
    graph(bench, `/tenantRelationships/${call}`, {
      token: await identityToken(bench, "https://graph.microsoft.com"),
    });

  it("is found by domain and by id", async () => {
    const expected = {
      tenantId: tenantIds.litware,
      displayName: "Litware",
      defaultDomainName: "litware.onmicrosoft.com",
      federationBrandName: null,
    };
    expect(
      (await find("findTenantInformationByDomainName(domainName='litware.onmicrosoft.com')")).body,
    ).toMatchObject(expected);
    expect(
      (await find(`findTenantInformationByTenantId(tenantId='${tenantIds.litware}')`)).body,
    ).toMatchObject(expected);
  });

  it.each(["nobody.example", "agency.us"])("is not found for %s", async (domain) => {
    expect((await find(`findTenantInformationByDomainName(domainName='${domain}')`)).status).toBe(
      404,
    );
  });
});
