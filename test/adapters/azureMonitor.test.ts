import { readFileSync } from "node:fs";
import { createAzureMonitor } from "../../adapters/azureMonitor";
import { ConfigurationManager } from "../../node_modules/@azure/monitor-opentelemetry-exporter/dist/commonjs/_configuration/configurationManager";
import { startIngestion } from "../support/ingestion";

const triedWith = "1.0.0-beta.47";
const { version } = JSON.parse(
  readFileSync("node_modules/@azure/monitor-opentelemetry-exporter/package.json", "utf8"),
) as { version: string };

describe("the exporter's private file that adapters/azureMonitor.ts imports", () => {
  it("is of the version that it was tried with", () => {
    if (version !== triedWith)
      throw new Error(
        `@azure/monitor-opentelemetry-exporter is ${version} now. Look whether it still starts ConfigurationManager (dist/commonjs/_configuration) with each exporter and shutdown() still stops its hourly question, or whether there is a switch for that at last; then write ${version} in this test.`,
      );
    expect(version).toBe(triedWith);
  });

  it("is what the exporter asks for its settings with, and is stopped once it was started", async () => {
    const ingestion = await startIngestion();
    const manager = ConfigurationManager.getInstance();
    const started = jest.spyOn(manager, "initialize");
    const stopped = jest.spyOn(manager, "shutdown");
    createAzureMonitor({
      connectionString: ingestion.connectionString,
      sampler: "",
      samplerArg: "",
    });
    const last = (spy: jest.SpyInstance) => spy.mock.invocationCallOrder.at(-1) ?? 0;
    expect(started).toHaveBeenCalled();
    expect(last(stopped)).toBeGreaterThan(last(started));
    await ingestion.close();
  });
});
