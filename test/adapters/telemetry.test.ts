import { samplingPercentage } from "../../adapters/azureMonitor";
import { createTelemetry } from "../../adapters/telemetry";
import { noTelemetry } from "../../domain/telemetry";
import { createCertificate } from "../../local/certificate";
import { startSandbox, type Sandbox } from "../../local/sandbox/startSandbox";
import { startIngestion, type Ingestion } from "../support/ingestion";
import { trust } from "../support/trust";

const settings = (connectionString: string | undefined) => ({
  APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString,
});

describe("telemetry", () => {
  it("is none without a connection string", () => {
    expect(createTelemetry(settings(undefined))).toBe(noTelemetry);
  });

  it("sends what was told before its package was loaded", async () => {
    const ingestion = await startIngestion();
    const telemetry = createTelemetry(settings(ingestion.connectionString));
    telemetry.metric({ name: "parked", value: 1, about: { code: "end_overdue" } });
    await telemetry.flush();
    expect(ingestion.text()).toContain('"code":"end_overdue"');
    await ingestion.close();
  });

  describe("by the managed identity", () => {
    const certificate = createCertificate();
    let sandbox: Sandbox;
    let ingestion: Ingestion;
    let distrust: () => void;
    beforeAll(async () => {
      sandbox = await startSandbox({ port: 0 });
      Object.assign(process.env, sandbox.settings());
      distrust = trust(certificate.certificate);
    });
    beforeEach(async () => {
      ingestion = await startIngestion(certificate);
    });
    afterEach(() => ingestion.close());
    afterAll(async () => {
      distrust();
      await sandbox.close();
    });
    const send = async (clientId: string | undefined | null) => {
      const telemetry = createTelemetry({
        ...settings(ingestion.connectionString),
        ...(clientId === null ? {} : { APPLICATIONINSIGHTS_AUTHENTICATION_STRING: { clientId } }),
      });
      telemetry.metric({ name: "parked", value: 1, about: { code: "end_overdue" } });
      await telemetry.flush();
      return ingestion.authorizations;
    };

    it("goes out with a token for Azure Monitor and for nothing else", async () => {
      for (const clientId of [undefined, sandbox.facts.managedIdentity.clientId]) {
        const [sent = ""] = await send(clientId);
        const [, claims = ""] = /^Bearer [\w-]+\.([\w-]+)\.[\w-]+$/.exec(sent) ?? [];
        expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject({
          aud: "https://monitor.azure.com",
          oid: sandbox.facts.managedIdentity.principalId,
        });
        ingestion.authorizations.length = 0;
      }
      expect(ingestion.text()).toContain('"code":"end_overdue"');
    });

    it("goes out without a token where the connection string is enough", async () => {
      expect(await send(null)).toEqual([undefined]);
      expect(ingestion.text()).toContain('"code":"end_overdue"');
    });

    it("does not go out at all where the identity gives no token", async () => {
      expect(await send("00000000-0000-4000-8000-000000000000")).toEqual([]);
    });
  });

  it("fails nothing where the endpoint is gone", async () => {
    const ingestion = await startIngestion();
    await ingestion.close();
    const telemetry = createTelemetry(settings(ingestion.connectionString));
    telemetry.metric({ name: "parked", value: 1, about: {} });
    await expect(telemetry.flush()).resolves.toBeUndefined();
  });

  it.each([
    ["", "", 100],
    ["always_off", "", 0],
    ["parentbased_always_off", "", 0],
    ["always_on", "0.1", 100],
    ["parentbased_traceidratio", "0.25", 25],
    ["traceidratio", "0", 0],
    ["traceidratio", "", 100],
    ["traceidratio", "much", 100],
  ])("keeps of its traces, by %o and %o, %i %%", (sampler, samplerArg, percentage) => {
    expect(samplingPercentage({ sampler, samplerArg })).toBe(percentage);
  });
});
