import { samplingPercentage } from "../../adapters/azureMonitor";
import { createTelemetry } from "../../adapters/telemetry";
import { noTelemetry } from "../../domain/telemetry";
import { startIngestion } from "../support/ingestion";

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
