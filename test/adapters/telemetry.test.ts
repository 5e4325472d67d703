import { samplingPercentage } from "../../adapters/azureMonitor";
import { createTelemetry } from "../../adapters/telemetry";
import { noTelemetry } from "../../domain/telemetry";
import { startIngestion } from "../support/ingestion";

describe("telemetry", () => {
  it("is none without a connection string", () => {
    expect(createTelemetry(undefined)).toBe(noTelemetry);
    expect(createTelemetry("")).toBe(noTelemetry);
  });

  it("sends what was told before its package was loaded", async () => {
    const ingestion = await startIngestion();
    const telemetry = createTelemetry(ingestion.connectionString);
    telemetry.metric({ name: "parked", value: 1, about: { code: "end_overdue" } });
    await telemetry.flush();
    expect(ingestion.text()).toContain('"code":"end_overdue"');
    await ingestion.close();
  });

  it("fails nothing where the endpoint is gone", async () => {
    const ingestion = await startIngestion();
    await ingestion.close();
    const telemetry = createTelemetry(ingestion.connectionString);
    telemetry.metric({ name: "parked", value: 1, about: {} });
    await expect(telemetry.flush()).resolves.toBeUndefined();
  });

  it.each([
    [{}, 100],
    [{ OTEL_TRACES_SAMPLER: "always_off" }, 0],
    [{ OTEL_TRACES_SAMPLER: "parentbased_always_off" }, 0],
    [{ OTEL_TRACES_SAMPLER: "always_on", OTEL_TRACES_SAMPLER_ARG: "0.1" }, 100],
    [{ OTEL_TRACES_SAMPLER: "parentbased_traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.25" }, 25],
    [{ OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "much" }, 100],
  ])("keeps of its traces, by %o, %i %%", (env, percentage) => {
    expect(samplingPercentage(env)).toBe(percentage);
  });
});
