import { setImmediate } from "node:timers/promises";
import * as df from "durable-functions";
import { createGate } from "./support/gate";
import { hostForTest, raise, registerDoors, start, stopHosts } from "./support/host";
import { rpcOf } from "./support/rpc";

registerDoors();
df.app.orchestration("waits", function* (context) {
  return yield context.df.waitForExternalEvent("go");
});
let gate = createGate();
df.app.activity("slow", { handler: () => gate.pass() });
df.app.orchestration("works", function* (context) {
  yield context.df.callActivity("slow");
  return "worked";
});

afterEach(stopHosts);

describe("an operator's call of the durable client", () => {
  it("ends a running instance by terminating it, and cannot purge it before", async () => {
    const host = await hostForTest();
    const rpc = await rpcOf(host);
    await start(host, "waits", "one");
    expect(await rpc("DELETE", "instances/one")).toMatchObject({ body: { instancesDeleted: 0 } });
    expect((await rpc("POST", "instances/one/terminate?reason=enough")).status).toBe(202);
    await host.idle();
    expect(host.engine.status("one")).toMatchObject({
      runtimeStatus: "Terminated",
      output: "enough",
    });
  });

  it("may start a terminated instance anew: a late result of the old run is not its own", async () => {
    const host = await hostForTest();
    const rpc = await rpcOf(host);
    const old = gate;
    await rpc("POST", "orchestrators/works/one", "1");
    await old.reached;
    await rpc("POST", "instances/one/terminate?reason=again");
    while (host.engine.status("one")?.runtimeStatus !== "Terminated") await setImmediate();
    gate = createGate();
    await rpc("POST", "orchestrators/works/one", "2");
    await gate.reached;
    old.open();
    // The old activity's end is written by now; only the new one's may wake the new run.
    for (let i = 0; i < 5; i++) await setImmediate();
    expect(host.engine.status("one")?.runtimeStatus).toBe("Running");
    gate.open();
    await host.idle();
    expect(host.engine.status("one")).toMatchObject({
      runtimeStatus: "Completed",
      output: "worked",
      input: 2,
    });
  });

  it("lists and purges by state and time", async () => {
    const host = await hostForTest();
    const rpc = await rpcOf(host);
    await start(host, "waits", "one");
    await start(host, "waits", "two");
    await raise(host, "two", "go");
    const list = await rpc("GET", "instances/?runtimeStatus=Completed");
    expect((list.body as { instanceId: string }[]).map(({ instanceId }) => instanceId)).toEqual([
      "two",
    ]);
    expect((await rpc("DELETE", "instances/")).status).toBe(400);
    const future = new Date(Date.now() + 60_000).toISOString();
    expect((await rpc("DELETE", `instances/?createdTimeFrom=${future}`)).status).toBe(404);
    const purged = await rpc("DELETE", "instances/?createdTimeFrom=2000-01-01T00:00:00Z");
    expect(purged.body).toEqual({ instancesDeleted: 1 });
    expect(host.engine.instances().map(({ instanceId }) => instanceId)).toEqual(["one"]);
  });

  it("can show a history in the extension's words", async () => {
    const host = await hostForTest();
    const rpc = await rpcOf(host);
    await start(host, "waits", "one", 7);
    await raise(host, "one", "go", "x");
    const { body } = await rpc("GET", "instances/one?showHistory=true&showHistoryOutput=true");
    expect((body as { historyEvents: unknown }).historyEvents).toMatchObject([
      { EventType: "ExecutionStarted", FunctionName: "waits", Input: "7" },
      { EventType: "EventRaised", Name: "go", Input: '"x"' },
      { EventType: "ExecutionCompleted", Result: "x" },
    ]);
  });

  it.each(["suspend", "resume", "rewind", "restart"])("is refused '%s' by name", async (call) => {
    const host = await hostForTest();
    const rpc = await rpcOf(host);
    await start(host, "waits", "one");
    const before = host.engine.history("one");
    const answer = await rpc("POST", `instances/one/${call}?reason=x`);
    expect(answer).toMatchObject({
      status: 501,
      body: { Message: expect.stringContaining(call) as string },
    });
    expect(host.engine.history("one")).toEqual(before);
  });
});
