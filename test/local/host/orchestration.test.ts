import { setImmediate } from "node:timers/promises";
import * as df from "durable-functions";
import { forgetRegistrations } from "../../../local/host/functionsCore";
import { hostForTest, raise, registerDoors, start, stopHosts } from "./support/host";
import { turnsOf } from "./support/history";

registerDoors();
const calls: unknown[] = [];
df.app.activity("add", { handler: ({ a, b }: { a: number; b: number }) => a + b });
df.app.activity("shout", { handler: (text: string) => text.toUpperCase() });
df.app.activity("note", { handler: (input: unknown) => void calls.push(input) });
df.app.activity("fail", {
  handler: () => {
    throw new Error("throttled_by_graph throttled 600: wait");
  },
});
df.app.orchestration("chain", function* (context) {
  const sum: number = yield context.df.callActivity("add", { a: 1, b: context.df.getInput() });
  const text: string = yield context.df.callActivity("shout", "sum");
  const nothing: unknown = yield context.df.callActivity("note");
  return { sum, text, nothing };
});
df.app.orchestration("together", function* (context) {
  return yield context.df.Task.all(
    [1, 2, 3].map((b) => context.df.callActivity("add", { a: 10, b })),
  );
});
df.app.orchestration("tells", function* (context) {
  try {
    yield context.df.callActivity("fail");
  } catch (error) {
    return (error as Error).message;
  }
  return "did not fail";
});
df.app.orchestration("fails", function* (context) {
  yield context.df.callActivity("fail");
});
const replaying: boolean[] = [];
df.app.orchestration("asksIfReplayed", function* (context) {
  replaying.push(context.df.isReplaying);
  yield context.df.callActivity("note", "x");
  replaying.push(context.df.isReplaying);
});
let inFlight = 0;
let mostInFlight = 0;
df.app.activity("crowded", {
  handler: async () => {
    mostInFlight = Math.max(mostInFlight, ++inFlight);
    await setImmediate();
    inFlight--;
  },
});
df.app.orchestration("crowd", function* (context) {
  yield context.df.Task.all(Array.from({ length: 25 }, () => context.df.callActivity("crowded")));
});
df.app.orchestration("status", function* (context) {
  context.df.setCustomStatus({ state: "x".repeat(context.df.getInput() as number) });
  yield context.df.callActivity("note", "x");
  return context.df.version ?? null;
});
df.app.orchestration("asksNobody", function* (context) {
  yield context.df.callActivity("nobody", 1);
});
let secondActivity = "note";
df.app.orchestration("changes", function* (context) {
  yield context.df.callActivity(secondActivity, "first");
  yield context.df.waitForExternalEvent("go");
});

afterEach(async () => {
  calls.length = 0;
  await stopHosts();
});
afterAll(forgetRegistrations);

describe("an orchestration", () => {
  it("passes inputs and results along a chain of activities, one step a turn", async () => {
    const host = await hostForTest();
    await start(host, "chain", "one", 41);
    expect(host.engine.status("one")).toMatchObject({
      runtimeStatus: "Completed",
      input: 41,
      output: { sum: 42, text: "SUM", nothing: null },
    });
    expect(turnsOf(host, "one")).toEqual([
      ["ExecutionStarted", "TaskScheduled"],
      ["TaskCompleted", "TaskScheduled"],
      ["TaskCompleted", "TaskScheduled"],
      ["TaskCompleted", "ExecutionCompleted"],
    ]);
    expect(calls).toEqual([undefined]);
  });

  it("waits for several activities at once", async () => {
    const host = await hostForTest();
    await start(host, "together", "one");
    expect(host.engine.status("one")?.output).toEqual([11, 12, 13]);
  });

  it("learns of a failed activity only what the extension tells", async () => {
    const host = await hostForTest();
    await start(host, "tells", "one");
    const [reason, details] = String(host.engine.status("one")?.output).split(" \n ");
    expect(reason).toBe("Activity function 'fail' failed: throttled_by_graph throttled 600: wait");
    expect(JSON.parse(details ?? "")).toMatchObject({
      ClassName: "System.Exception",
      Message: "throttled_by_graph throttled 600: wait",
      InnerException: { ClassName: "Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException" },
    });
  });

  it("fails with the extension's words when it does not catch", async () => {
    const host = await hostForTest();
    await start(host, "fails", "one");
    const status = host.engine.status("one");
    expect(status?.runtimeStatus).toBe("Failed");
    expect(status?.output).toMatch(
      /^Orchestrator function 'fails' failed: Activity function 'fail' failed: throttled/,
    );
  });

  it("knows what it has played before", async () => {
    const host = await hostForTest();
    await start(host, "asksIfReplayed", "one");
    expect(replaying).toEqual([false, true, false]);
  });

  it("runs at most ten activities side by side", async () => {
    const host = await hostForTest();
    await start(host, "crowd", "one");
    expect(host.engine.status("one")?.runtimeStatus).toBe("Completed");
    expect(mostInFlight).toBe(10);
  });

  it("shows its custom status, up to 16 KB", async () => {
    const host = await hostForTest();
    await start(host, "status", "small", 8000);
    await start(host, "status", "large", 8193);
    expect(host.engine.status("small")?.customStatus).toEqual({ state: "x".repeat(8000) });
    expect(host.engine.status("large")).toMatchObject({
      runtimeStatus: "Failed",
      customStatus: null,
    });
    expect(host.engine.status("large")?.output).toMatch(/must not exceed 16 KB/);
    expect(calls).toEqual(["x"]);
  });

  it("fails when it asks for an activity that is not registered", async () => {
    const host = await hostForTest();
    await start(host, "asksNobody", "one");
    expect(host.engine.status("one")?.output).toMatch(
      /The function 'nobody' doesn't exist, is disabled, or is not an activity function/,
    );
  });

  it("fails when its code changed under a waiting instance", async () => {
    const host = await hostForTest();
    secondActivity = "note";
    await start(host, "changes", "one");
    secondActivity = "shout";
    await raise(host, "one", "go");
    expect(host.engine.status("one")?.runtimeStatus).toBe("Failed");
    expect(host.engine.status("one")?.output).toMatch(
      /Non-Deterministic workflow detected.*named 'shout'/s,
    );
  });
});
