import * as df from "durable-functions";
import { hostForTest, raise, registerDoors, start, stopHosts } from "./support/host";
import { rpcOf } from "./support/rpc";

registerDoors();
df.app.orchestration("waits", function* (context) {
  return yield context.df.waitForExternalEvent("go");
});
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
