import { HttpRequest } from "@azure/functions";
import { createAzureMonitor } from "../../adapters/azureMonitor";
import type { KeysSeen } from "../../domain/health";
import type { LinkId } from "../../domain/ids";
import type { FollowUp } from "../../domain/storagePorts";
import type { Metric } from "../../domain/telemetry";
import { noteDoor } from "../../functions/doorNotes";
import { createObservedDoor } from "../../functions/observedDoor";
import { createObservedSweep } from "../../functions/observedSweep";
import { asPage, Refused } from "../../functions/page";
import type { Refusal } from "../../views/pages/refusal";
import { aContext } from "../support/fakesHttp";
import { testNow } from "../support/fakesLinks";
import { startIngestion } from "../support/ingestion";
import type { Row } from "./kusto";

/** Lines of AppMetrics, as Application Insights makes them of metrics of ours. */
export async function metricLines(metrics: readonly Metric[]): Promise<Row[]> {
  const ingestion = await startIngestion();
  const { connectionString } = ingestion;
  const monitor = createAzureMonitor({ connectionString, sampler: "", samplerArg: "" });
  metrics.forEach(monitor.metric);
  await monitor.flush();
  await ingestion.close();
  return ingestion.envelopes.flatMap(({ data: { baseData } }) =>
    (baseData.metrics ?? []).map(({ name, value }) => ({
      ...{ table: "AppMetrics", Name: name, Sum: value, Max: value },
      Properties: baseData.properties ?? {},
    })),
  );
}

interface Minute {
  readonly keys?: KeysSeen["state"];
  readonly hasStorage?: boolean;
  /** Of an event that no callback took; minutes. */
  readonly waits?: number | undefined;
}

/** What one run of the sweeper tells. */
export async function sweepLines({ keys = "ok", hasStorage = true, waits }: Minute = {}) {
  const metrics: Metric[] = [];
  const happenedAt = new Date(Date.parse(testNow) - (waits ?? 0) * 60_000).toISOString();
  const untold = { kind: "untold", linkId: "a", detail: "", dueAt: happenedAt } as FollowUp;
  const run = createObservedSweep({
    sweep: () => Promise.resolve({ done: {}, failed: {}, unread: [] }),
    heartbeat: { beat: () => Promise.resolve() },
    backlog: {
      oldest: (kind) =>
        hasStorage
          ? Promise.resolve(waits !== undefined && kind === "untold" ? [untold] : [])
          : Promise.reject(new Error("storage")),
    },
    keyRings: { seen: () => ({ state: keys, readAt: null }) },
    telemetry: { metric: (metric) => void metrics.push(metric) },
    now: () => testNow,
  });
  await run(undefined, aContext());
  return metricLines(metrics);
}

/** The line of a callback that turned somebody away; without a link, whoever came proved nothing. */
export async function refusedLine(name: string, code: Refusal, linkId?: LinkId): Promise<Row> {
  const context = aContext();
  const observe = createObservedDoor({
    trace: { run: (_scope, work) => work() },
    records: { add: () => Promise.resolve() },
    telemetry: { calls: () => undefined },
  });
  const handler = asPage((request) => {
    if (linkId) noteDoor(request, { linkId });
    return Promise.reject(new Refused(code, { status: 400 }));
  });
  const { handler: observed } = observe({ name, methods: ["GET"], route: name, handler });
  await observed(new HttpRequest({ method: "GET", url: "https://link.example/" }), context);
  return { table: "AppTraces", Message: context.logged[0] ?? "" };
}
