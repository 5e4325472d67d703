import { setTimeout as pause } from "node:timers/promises";
import { noTelemetry, type Telemetry } from "../domain/telemetry";
import type { TelemetrySettings } from "./azureMonitor";
import type { Config } from "./config";
import { createManagedIdentity } from "./managedIdentity";

type Settings = Pick<
  Config,
  | "APPLICATIONINSIGHTS_CONNECTION_STRING"
  | "APPLICATIONINSIGHTS_AUTHENTICATION_STRING"
  | "OTEL_TRACES_SAMPLER"
  | "OTEL_TRACES_SAMPLER_ARG"
>;

/** A process that stops is given some seconds, no more. */
const flushMs = 5000;

/** Reading the package keeps the process busy for a third of a second: the answer that is being given goes out first. */
const laterMs = 250;

/** The package comes in a file of its own (scripts/build.mjs), so that a start without it reads nothing of it. */
async function load(settings: TelemetrySettings): Promise<Telemetry> {
  const { createAzureMonitor } = await import("./azureMonitor");
  return createAzureMonitor(settings);
}

/**
 * Traces and metrics to Application Insights where a connection string is set, else nowhere. The package is loaded
 * once there is something to tell, and what is told meanwhile follows; what fails in here fails nothing else.
 */
export function createTelemetry(config: Settings): Telemetry {
  const connectionString = config.APPLICATIONINSIGHTS_CONNECTION_STRING;
  if (!connectionString) return noTelemetry;
  const { OTEL_TRACES_SAMPLER: sampler = "", OTEL_TRACES_SAMPLER_ARG: samplerArg = "" } = config;
  const asked = config.APPLICATIONINSIGHTS_AUTHENTICATION_STRING;
  const identity = asked && createManagedIdentity(asked.clientId);
  const open = async () => {
    await pause(laterMs);
    return load({ connectionString, sampler, samplerArg, identity });
  };
  let loading: Promise<Telemetry> | undefined;
  const loaded = () =>
    (loading ??= open().catch(() => {
      process.emitWarning(
        "APPLICATIONINSIGHTS_CONNECTION_STRING cannot be used; no telemetry is sent",
      );
      return noTelemetry;
    }));
  const tell = (what: (to: Telemetry) => void) =>
    void loaded()
      .then(what)
      .catch(() => process.emitWarning("telemetry: an item could not be told"));
  return {
    step: (run) => tell((to) => to.step(run)),
    calls: (made) => {
      if (made.calls.length > 0) tell((to) => to.calls(made));
    },
    metric: (metric) => tell((to) => to.metric(metric)),
    flush: async () => {
      const patience = new Promise<void>((resolve) => setTimeout(resolve, flushMs).unref());
      await Promise.race([loading?.then((to) => to.flush()), patience]);
    },
  };
}
