import type { TokenCredential } from "@azure/identity";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { TelemetryClient } from "applicationinsights";
// The package gives no switch for its settings poll; this file of it is not among its exports.
import { ConfigurationManager } from "../node_modules/@azure/monitor-opentelemetry-exporter/dist/commonjs/_configuration/configurationManager";
import type { SeenCall } from "../domain/callTrace";
import type { CallsMade, StepRun, Telemetry } from "../domain/telemetry";
import { isLoopback } from "./isLoopback";

/** What the settings of telemetry say, once there is a connection string. */
export interface TelemetrySettings {
  readonly connectionString: string;
  /** OTEL_TRACES_SAMPLER and OTEL_TRACES_SAMPLER_ARG. */
  readonly sampler: string;
  readonly samplerArg: string;
  /** Sends with its tokens; without one, what is sent is taken for the key in the connection string. */
  readonly identity?: TokenCredential | undefined;
}

/** How much is kept, by OpenTelemetry's words for it; everything where they say nothing. */
export function samplingPercentage({
  sampler,
  samplerArg,
}: Pick<TelemetrySettings, "sampler" | "samplerArg">): number {
  if (sampler.endsWith("always_off")) return 0;
  const ratio = Number(samplerArg || "1");
  return /traceidratio$|fixed_percentage$/.test(sampler) && ratio >= 0 && ratio <= 1
    ? ratio * 100
    : 100;
}

/** The package makes every endpoint https; one on this machine is taken as it is written. */
function onThisMachine(connectionString: string) {
  const host = /IngestionEndpoint=([^;]+)/i.exec(connectionString)?.[1] ?? "";
  return isLoopback(host) ? { host, allowInsecureConnection: true } : {};
}

/**
 * A client that sends what it is given and collects nothing by itself: collected requests have queries,
 * collected exceptions and console lines have anything.
 */
function openClient({
  connectionString,
  identity,
  ...sampling
}: TelemetrySettings): TelemetryClient {
  // Statistics of the package about itself, to an address of its own (azure-monitor/app/statsbeat); no option
  // turns them off, only this variable does.
  process.env["APPLICATION_INSIGHTS_NO_STATSBEAT"] = "1";
  const client = new TelemetryClient(connectionString, { useGlobalProviders: false });
  client.config.samplingPercentage = samplingPercentage(sampling);
  client.config.azureMonitorOpenTelemetryOptions = {
    resource: resourceFromAttributes({ "service.name": "directory-link" }),
    azureMonitorExporterOptions: {
      connectionString,
      disableOfflineStorage: true,
      ...onThisMachine(connectionString),
      ...(identity ? { credential: identity } : {}),
    },
  };
  client.config.enableSendLiveMetrics = false;
  client.initialize();
  // Asks an address of the package's own, every hour, which of its features to turn on.
  ConfigurationManager.getInstance().shutdown();
  return client;
}

/** `{id}` in an address would be shown percent-encoded. */
const readable = (template: string): string => template.replace(/\{(\w+)\}/g, ":$1");

const idOf = ({ traceId }: CallsMade): { id?: string } => (traceId ? { id: traceId } : {});

function trackCall(client: TelemetryClient, made: CallsMade, call: SeenCall): void {
  const { linkId, step } = made;
  const path = readable(call.template);
  client.trackDependency({
    ...idOf(made),
    name: `${call.method} ${path}`,
    dependencyTypeName: "HTTP",
    target: call.host,
    data: `https://${call.host}${path}`,
    resultCode: call.status,
    success: call.status >= 200 && call.status < 400,
    time: new Date(call.at),
    duration: call.durationMs,
    properties: {
      ...{ "http.method": call.method, step },
      ...(linkId ? { linkId } : {}),
      ...(call.requestId ? { requestId: call.requestId } : {}),
    },
  });
}

function trackStep(client: TelemetryClient, run: StepRun): void {
  const { linkId, step, failure } = run;
  client.trackRequest({
    ...idOf(run),
    name: `step ${step}`,
    resultCode: "",
    success: failure === null,
    time: new Date(run.startedAt),
    duration: run.durationMs,
    properties: {
      ...{ linkId, step, outcome: failure ? "failed" : "done" },
      ...(failure ? { code: failure.code, class: failure.class } : {}),
    },
  });
}

/** Application Insights. This file is loaded only where a connection string is set: it brings a lot along. */
export function createAzureMonitor(settings: TelemetrySettings): Telemetry {
  const client = openClient(settings);
  const calls: Telemetry["calls"] = (made) => {
    for (const call of made.calls) trackCall(client, made, call);
  };
  return {
    step(run) {
      trackStep(client, run);
      calls(run);
    },
    calls,
    metric: ({ name, value, about }) =>
      client.trackMetric({ name: `directory_link.${name}`, value, properties: { ...about } }),
    flush: () => client.flush(),
  };
}
