import { tenantIds } from "../../../local/sandbox/ids";
import { startBench, type Bench } from "./support/bench";

let bench: Bench;
beforeAll(async () => void (bench = await startBench()));
afterAll(() => bench.close());

async function discover(name: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(
    `${bench.sandbox.url}/${name}/v2.0/.well-known/openid-configuration`,
  );
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

describe("OpenID discovery", () => {
  it.each(["contoso.com", "contoso.onmicrosoft.com", "CONTOSO.com", tenantIds.contoso])(
    "finds the directory by %s",
    async (name) => {
      const { status, body } = await discover(name);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        issuer: `${bench.sandbox.url}/${tenantIds.contoso}/v2.0`,
        tenant_region_scope: "EU",
        cloud_instance_name: "microsoftonline.com",
        msgraph_host: "graph.microsoft.com",
      });
      expect(body).not.toHaveProperty("tenant_region_sub_scope");
    },
  );

  it("says AADSTS90002 for a domain that is no tenant", async () => {
    const { status, body } = await discover("nobody.example");
    expect(status).toBe(400);
    expect(body).toMatchObject({ error: "invalid_tenant", error_codes: [90002] });
    expect(body["error_description"]).toMatch(/^AADSTS90002: Tenant 'nobody.example' not found/);
  });

  it.each([
    ["not_a_domain", 900023],
    ["common", 90130],
  ])("refuses the name %s", async (name, code) => {
    const { status, body } = await discover(name);
    expect([status, body["error_codes"]]).toEqual([400, [code]]);
  });

  it("tells a directory of another cloud by the region fields", async () => {
    const { status, body } = await discover("agency.us");
    expect(status).toBe(200);
    expect(body).toMatchObject({
      tenant_region_sub_scope: "DODCON",
      cloud_instance_name: "microsoftonline.us",
      msgraph_host: "graph.microsoft.us",
    });
  });

  it("publishes RSA signing keys", async () => {
    const response = await fetch(`${bench.sandbox.url}/${tenantIds.contoso}/discovery/v2.0/keys`);
    const { keys } = (await response.json()) as { keys: Record<string, unknown>[] };
    expect(keys).toHaveLength(1);
    expect(keys[0]).toMatchObject({ kty: "RSA", use: "sig" });
    expect(keys[0]).not.toHaveProperty("d");
  });
});
