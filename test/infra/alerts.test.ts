import { HttpRequest } from "@azure/functions";
import { createAzureMonitor } from "../../adapters/azureMonitor";
import { endOrchestrationName, orchestrationName } from "../../domain/contract";
import { linkMetrics } from "../../domain/linkMetrics";
import type { Metric } from "../../domain/telemetry";
import { createObservedDoor } from "../../functions/observedDoor";
import { createObservedSweep } from "../../functions/observedSweep";
import { asPage, Refused } from "../../functions/page";
import { pageDoors } from "../../functions/pageDoors";
import type { Refusal } from "../../views/pages/refusal";
import { refusals } from "../../views/pages/refusals";
import { aLink } from "../support/aLink";
import { aContext } from "../support/fakesHttp";
import { testNow } from "../support/fakesLinks";
import { startIngestion } from "../support/ingestion";
import { found, listed, query, queryFiles, readInfra } from "./bicep";

const alerts = readInfra("modules/alerts.bicep");

/** What Application Insights gets for metrics of ours: name and properties as a query sees them. */
async function sent(metrics: readonly Metric[]) {
  const ingestion = await startIngestion();
  const { connectionString } = ingestion;
  const monitor = createAzureMonitor({ connectionString, sampler: "", samplerArg: "" });
  metrics.forEach(monitor.metric);
  await monitor.flush();
  await ingestion.close();
  return ingestion.envelopes.flatMap(({ data: { baseData } }) =>
    (baseData.metrics ?? []).map(({ name }) => ({ name, properties: baseData.properties ?? {} })),
  );
}

const names = (kql: string) => found(kql, /Name == "([^"]+)"/g);

describe("an alert's query", () => {
  it("is there for every rule, with the columns that the rule reads", () => {
    const rules = found(alerts, /loadTextContent\('\.\.\/alerts\/(\w+)\.kql'\)/g);
    expect(rules.map((name) => `${name}.kql`).sort()).toEqual([...queryFiles].sort());
    const measures = found(alerts, /^ +measure: '(\w+)'/gm);
    const dimensions = found(alerts, /^ +by: '(\w*)'/gm);
    rules.forEach((name, at) => {
      const by = dimensions[at] ? ` by ${String(dimensions[at])}` : "";
      expect(query(name)).toMatch(new RegExp(`\\| summarize ${measures[at] ?? ""} = .*${by}`));
    });
  });

  it("for parked links counts what is told of a link that parks for an operator, and of no other", async () => {
    const kql = query("parkedLinks");
    const parked = { code: "graph_refused", step: "inviteAccount", at: testNow } as const;
    const why = { ...parked, from: "preparing", evidence: null } as const;
    const parks = (status: "needsOperator" | "awaitingAdministrator") =>
      linkMetrics(aLink({ status: "preparing" }), aLink({ status, parked: why }));
    const told = await sent([...parks("needsOperator"), ...parks("awaitingAdministrator")]);
    const [status] = found(kql, /Properties\.status\) == "(\w+)"/g);
    const counted = told.filter(
      ({ name, properties }) => names(kql).includes(name) && properties["status"] === status,
    );
    expect(counted).toHaveLength(1);
    for (const column of found(kql, /Properties\.(\w+)/g))
      expect(counted[0]?.properties).toHaveProperty(column);
    expect(counted[0]?.properties["status"]).toBe("needsOperator");
  });

  it.each(["outboxAge", "silence"])(
    "for %s reads what the sweeper tells each minute",
    async (name) => {
      const metrics: Metric[] = [];
      const run = createObservedSweep({
        sweep: () => Promise.resolve({ done: {}, failed: {}, unread: [] }),
        heartbeat: { beat: () => Promise.resolve() },
        backlog: { oldest: () => Promise.resolve([]) },
        telemetry: { metric: (metric) => void metrics.push(metric) },
        now: () => testNow,
      });
      await run(undefined, aContext());
      const told = (await sent(metrics)).map((metric) => metric.name);
      expect(names(query(name))).toEqual(told);
    },
  );

  it("for failed runs names every orchestration, as the Durable extension writes it", () => {
    const line = (name: string) => `Function '${name} (Orchestrator)' failed with an error`;
    expect(found(query("failedRuns"), /contains "(Function [^"]+)"/g)).toEqual(
      [orchestrationName, endOrchestrationName].map(line),
    );
  });

  it("for consent errors reads the line of a callback that turned somebody away", async () => {
    const kql = query("consentErrors");
    const context = aContext();
    const observe = createObservedDoor({
      trace: { run: (_scope, work) => work() },
      records: { add: () => Promise.resolve() },
      telemetry: { calls: () => undefined },
    });
    const doors = pageDoors({} as Parameters<typeof pageDoors>[0]).map((door) => door.name);
    const codes = listed(kql, "code") as Refusal[];
    const callbacks = listed(kql, "line.door\\)");
    expect(codes.length * callbacks.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !Object.hasOwn(refusals, code))).toEqual([]);
    expect(callbacks.filter((name) => !doors.includes(name))).toEqual([]);
    const [name, code] = [callbacks[0] ?? "", codes[0] ?? "not_found"];
    const handler = asPage(() => Promise.reject(new Refused(code, { status: 400 })));
    const { handler: observed } = observe({ name, methods: ["GET"], route: name, handler });
    await observed(new HttpRequest({ method: "GET", url: "https://link.example/" }), context);
    const line = context.logged[0] ?? "";
    expect(line.startsWith(found(kql, /startswith '([^']+)'/g)[0] ?? "nothing")).toBe(true);
    const columns = found(kql, /line\.(\w+)/g);
    expect(columns.length).toBeGreaterThan(1);
    expect(JSON.parse(line)).toMatchObject({ door: name, code });
    for (const column of columns) expect(JSON.parse(line)).toHaveProperty(column);
  });
});
