import { createObserved, type ObservePorts } from "../../activities/observed";
import { callTrace, traced } from "../../adapters/callTrace";
import type { CallRecord } from "../../domain/callRecords";
import { LinkError } from "../../domain/errors";
import type { Metric, StepRun } from "../../domain/telemetry";
import { aLink } from "../support/aLink";
import { testNow } from "../support/fakesLinks";

const { id: linkId } = aLink();
const requestId = "3f1c1f2e-0000-4000-8000-000000000001";

/** A step that asks Microsoft once, and then does what it is told to. */
const asking = (then: () => unknown) => async () => {
  const called = { host: "graph.example", method: "GET", path: "/v1.0/me", template: "/v1.0/me" };
  const answer = new Response("{}", { headers: { "request-id": requestId } });
  await traced(called, () => Promise.resolve(answer));
  return then();
};

function stage(changes: Partial<ObservePorts> = {}) {
  const kept: CallRecord[] = [];
  const lines: string[] = [];
  const runs: StepRun[] = [];
  const metrics: Metric[] = [];
  const ports: ObservePorts = {
    trace: callTrace,
    records: { add: (_linkId, records) => Promise.resolve(void kept.push(...records)) },
    telemetry: {
      step: (run) => void runs.push(run),
      calls: () => undefined,
      metric: (metric) => void metrics.push(metric),
      flush: () => Promise.resolve(),
    },
    now: () => testNow,
    ...changes,
  };
  const context = {
    log: (line: string) => void lines.push(line),
    warn: (line: string) => void lines.push(`warn ${line}`),
    traceContext: { traceParent: `00-${"ab".repeat(16)}-${"cd".repeat(8)}-01` },
  };
  const run = (activity: () => Promise<unknown>) =>
    createObserved(ports)("assignRole", activity)({ linkId }, context);
  return { run, kept, lines, runs, metrics };
}

const failing = (error: unknown) =>
  asking(() => {
    throw error;
  });
const throttled = new LinkError(
  { code: "throttled_by_graph", class: "throttled", seconds: 30 },
  "assignRole answered 429",
);

describe("an observed step", () => {
  it("answers what the step answers and says so in one line", async () => {
    const { run, lines } = stage();
    expect(await run(asking(() => ({ given: true })))).toEqual({ given: true });
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toEqual({
      ...{ event: "step", linkId, step: "assignRole", outcome: "done" },
      ...{ durationMs: expect.any(Number) as number, requestIds: [requestId] },
    });
  });

  it("keeps its calls as evidence, also those of a step that failed", async () => {
    const { run, kept } = stage();
    await run(asking(() => null));
    await expect(run(failing(throttled))).rejects.toBe(throttled);
    const call = { step: "assignRole", method: "GET", path: "/v1.0/me", status: 200, requestId };
    expect(kept).toMatchObject([call, call]);
    expect(Object.keys(kept[0] ?? {}).sort()).toEqual(["at", ...Object.keys(call)].sort());
  });

  it("writes nothing where Microsoft was not asked", async () => {
    const { run, kept } = stage();
    await run(() => Promise.resolve(null));
    expect(kept).toEqual([]);
  });

  it("says code and class of a failure, counts it as tried again, and passes it on", async () => {
    const { run, lines, metrics, runs } = stage();
    await expect(run(failing(throttled))).rejects.toBe(throttled);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      ...{ outcome: "throttled_by_graph", class: "throttled", requestIds: [requestId] },
    });
    const about = { code: "throttled_by_graph", class: "throttled", step: "assignRole" };
    expect(metrics).toEqual([{ name: "retries", value: 1, about }]);
    expect(runs).toMatchObject([{ failure: { code: "throttled_by_graph", class: "throttled" } }]);
  });

  it("warns of a failure that is not tried again, and does not count it", async () => {
    const { run, lines, metrics } = stage();
    const final = new LinkError({ code: "graph_refused", class: "final" }, "no");
    await expect(run(failing(final))).rejects.toBe(final);
    expect(lines).toEqual([expect.stringMatching(/^warn \{.*"outcome":"graph_refused"/)]);
    expect(metrics).toEqual([]);
  });

  it("repeats no word of an error that it does not know", async () => {
    const { run, lines } = stage();
    const secret = new Error("admin@contoso.onmicrosoft.com key=zyx987");
    await expect(run(failing(secret))).rejects.toBe(secret);
    expect(lines.join("\n")).toContain('"outcome":"unknown_failure","class":"transient"');
    expect(lines.join("\n")).not.toMatch(/contoso|zyx987/);
  });

  it("is done although its evidence cannot be written, which the log says", async () => {
    const { run, lines } = stage({ records: { add: () => Promise.reject(new Error("down")) } });
    expect(await run(asking(() => 1))).toBe(1);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toBe(
      `warn link ${linkId}: the calls of assignRole could not be kept as evidence`,
    );
  });

  it("is told to telemetry with the host's trace, so that both stand in one story", async () => {
    const { run, runs } = stage();
    await run(asking(() => null));
    expect(runs).toMatchObject([
      { linkId, step: "assignRole", startedAt: testNow, traceId: "ab".repeat(16), failure: null },
    ]);
    expect(runs[0]?.calls).toHaveLength(1);
  });

  it("keeps the calls of two steps apart that run at the same time", async () => {
    const { run, lines } = stage();
    await Promise.all([run(asking(() => null)), run(() => Promise.resolve(null))]);
    const ids = lines.map((line) => (JSON.parse(line) as { requestIds: string[] }).requestIds);
    expect(ids.map((one) => one.length).sort()).toEqual([0, 1]);
  });
});
