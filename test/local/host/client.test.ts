import { setImmediate } from "node:timers/promises";
import { app } from "@azure/functions";
import * as df from "durable-functions";
import { createGate } from "./support/gate";
import { hostForTest, registerDoors, raise, start, stopHosts, type TestHost } from "./support/host";

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
// Only the binding data says where the durable client's listener is.
const where = df.input.durableClient();
app.http("where", {
  extraInputs: [where],
  handler: (_request, context) => ({ jsonBody: context.extraInputs.get(where) }),
});

interface BindingData {
  readonly rpcBaseUrl: string;
}

async function rpcOf(host: TestHost) {
  const { rpcBaseUrl } = (await (await fetch(`${host.url}/where`)).json()) as BindingData;
  return async (method: string, path: string, body?: string) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${rpcBaseUrl}${path}`, {
      method,
      ...(body !== undefined && { body, headers }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === "" ? undefined : (JSON.parse(text) as unknown),
      headers: response.headers,
    };
  };
}

afterEach(stopHosts);

describe("the durable client", () => {
  it("is turned away when it starts an instance that is running", async () => {
    const host = await hostForTest();
    await start(host, "waits", "one", 1);
    const again = await start(host, "waits", "one", 2);
    expect((await again.json()) as unknown).toEqual({
      error: expect.stringContaining("status code: 409") as string,
    });
    expect(host.engine.status("one")?.input).toBe(1);
  });

  it("starts a finished instance again, with a new history", async () => {
    const host = await hostForTest();
    await start(host, "waits", "one", 1);
    await raise(host, "one", "go", "first");
    await start(host, "waits", "one", 2);
    expect(host.engine.status("one")).toMatchObject({
      runtimeStatus: "Running",
      input: 2,
      output: null,
    });
    await raise(host, "one", "go", "second");
    expect(host.engine.status("one")).toMatchObject({
      runtimeStatus: "Completed",
      output: "second",
    });
  });

  it("is told which orchestrators there are when it names another", async () => {
    const host = await hostForTest();
    const rpc = await rpcOf(host);
    const answer = await rpc("POST", "orchestrators/nobody/one", "1");
    expect(answer).toMatchObject({
      status: 400,
      body: { Message: expect.stringContaining("'waits'") as string },
    });
    expect(host.engine.instances()).toEqual([]);
  });

  it.each(["@one", "a%5Cb", "a%23b", "x".repeat(101)])(
    "may not use the instance id %s",
    async (id) => {
      const host = await hostForTest();
      const rpc = await rpcOf(host);
      expect((await rpc("POST", `orchestrators/waits/${id}`, "1")).status).toBe(400);
      expect(host.engine.instances()).toEqual([]);
    },
  );

  it("gets the extension's status codes all along an instance's life", async () => {
    const host = await hostForTest();
    const rpc = await rpcOf(host);
    expect((await rpc("GET", "instances/one")).status).toBe(404);
    expect((await rpc("POST", "instances/one/raiseEvent/go", "1")).status).toBe(404);
    expect((await rpc("POST", "instances/one/terminate?reason=x")).status).toBe(404);
    expect((await rpc("DELETE", "instances/one")).status).toBe(404);
    const started = await rpc("POST", "orchestrators/waits/one", '{"linkId":"abc"}');
    expect(started).toMatchObject({ status: 202, body: { id: "one" } });
    await host.idle();
    expect(await rpc("GET", "instances/one")).toMatchObject({
      status: 202,
      body: {
        name: "waits",
        instanceId: "one",
        runtimeStatus: "Running",
        input: { linkId: "abc" },
        output: null,
      },
    });
    expect((await rpc("POST", "instances/one/raiseEvent/go")).status).toBe(400);
    expect((await rpc("POST", "instances/one/raiseEvent/go", "{")).status).toBe(400);
    expect((await rpc("POST", "instances/one/raiseEvent/go", '"yes"')).status).toBe(202);
    await host.idle();
    expect(await rpc("GET", "instances/one?showInput=false")).toMatchObject({
      status: 200,
      body: { runtimeStatus: "Completed", input: null, output: "yes" },
    });
    expect((await rpc("POST", "instances/one/raiseEvent/go", "1")).status).toBe(410);
    expect((await rpc("POST", "instances/one/terminate?reason=x")).status).toBe(410);
    expect(await rpc("DELETE", "instances/one")).toMatchObject({
      status: 200,
      body: { instancesDeleted: 1 },
    });
    expect((await rpc("GET", "instances/one")).status).toBe(404);
    expect(host.engine.history("one")).toEqual([]);
  });

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

  it("is not reachable on the public port", async () => {
    const host = await hostForTest();
    const answer = await fetch(`${host.url}/durabletask/orchestrators/waits/one`, {
      method: "POST",
      body: "1",
    });
    expect(answer.status).toBe(404);
    expect(host.engine.instances()).toEqual([]);
  });
});
