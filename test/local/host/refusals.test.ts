import { app } from "@azure/functions";
import * as df from "durable-functions";
import type { OrchestrationHandler } from "durable-functions";
import { forgetRegistrations, registerHook } from "../../../local/host/functionsCore";
import { hostForTest, stopHosts } from "./support/host";

const handler = () => undefined;
let ran = 0;

afterEach(async () => {
  await stopHosts();
  forgetRegistrations();
  ran = 0;
});

async function failureOf(orchestrator: OrchestrationHandler): Promise<string> {
  df.app.activity("note", { handler: () => void ran++ });
  df.app.orchestration("refused", orchestrator);
  const host = await hostForTest();
  host.engine.startNew("refused", "one");
  await host.idle();
  expect(host.engine.status("one")?.runtimeStatus).toBe("Failed");
  return String(host.engine.status("one")?.output);
}

describe("an app is refused by name", () => {
  it.each([
    [
      "a queue trigger",
      "queueTrigger",
      () => app.storageQueue("bad", { queueName: "q", connection: "c", handler }),
    ],
    ["an entity", "entityTrigger", () => df.app.entity("bad", handler)],
    [
      "a key on a route",
      "authLevel 'function'",
      () => app.http("bad", { authLevel: "function", handler: () => ({}) }),
    ],
    [
      "a reserved route",
      "'admin/x'",
      () => app.http("bad", { route: "admin/x", handler: () => ({}) }),
    ],
    [
      "another output",
      "'queue'",
      () =>
        app.timer("bad", {
          schedule: "0 * * * * *",
          extraOutputs: [{ type: "queue", name: "out" }],
          handler,
        }),
    ],
    [
      "a retry policy",
      "retry policy",
      () =>
        app.timer("bad", {
          schedule: "0 * * * * *",
          retry: { strategy: "fixedDelay", maxRetryCount: 2, delayInterval: 5 },
          handler,
        }),
    ],
  ])("for %s", (_what, name, register) => {
    expect(register).toThrow(name);
    expect(register).toThrow("Function 'bad'");
  });

  it("for a route constraint, at start", async () => {
    app.http("bad", { route: "links/{id:guid}", handler: () => ({}) });
    await expect(hostForTest()).rejects.toThrow(
      "Function 'bad': the route segment '{id:guid}' is not imitated",
    );
  });

  it("for a schedule of five fields, at start", async () => {
    app.timer("bad", { schedule: "*/5 * * * *", handler });
    await expect(hostForTest()).rejects.toThrow(
      "Function 'bad': the schedule '*/5 * * * *' is not imitated",
    );
  });

  it("for two functions of one name", () => {
    app.http("twice", { handler: () => ({}) });
    expect(() => app.http("twice", { handler: () => ({}) })).toThrow("'twice' is registered twice");
  });

  it("for an unknown hook", () => {
    expect(() => registerHook("beforeLunch", handler)).toThrow('Unrecognized hook "beforeLunch"');
  });
});

describe("an orchestration fails by name, and nothing of that turn is done, when it uses", () => {
  it.each<[string, (context: df.OrchestrationContext) => df.Task]>([
    [
      "callActivityWithRetry",
      (context) => context.df.callActivityWithRetry("note", new df.RetryOptions(1000, 2)),
    ],
    ["callSubOrchestrator", (context) => context.df.callSubOrchestrator("refused")],
    ["callHttp", (context) => context.df.callHttp({ method: "GET", url: "http://localhost" })],
    ["callEntity", (context) => context.df.callEntity(new df.EntityId("counter", "a"), "add")],
  ])("%s", async (name, use) => {
    const failure = await failureOf(function* (context) {
      yield context.df.Task.all([context.df.callActivity("note"), use(context)]);
    });
    expect(failure).toBe(
      `Orchestrator function 'refused' failed: '${name}' is not imitated by the embedded host. Run it with Core Tools.`,
    );
    expect(ran).toBe(0);
  });

  it("continueAsNew", async () => {
    const failure = await failureOf(function* (context) {
      context.df.continueAsNew(1);
    });
    expect(failure).toContain("'continueAsNew' is not imitated");
  });

  it("one timer in two races: the extension would set it twice", async () => {
    const failure = await failureOf(function* (context) {
      const later = context.df.createTimer(
        new Date(context.df.currentUtcDateTime.getTime() + 60_000),
      );
      yield context.df.Task.any([context.df.callActivity("note"), later]);
      yield context.df.Task.any([context.df.callActivity("note"), later]);
    });
    expect(failure).toContain("A timer is used in a second Task.any or Task.all");
    expect(ran).toBe(1);
  });
});

describe("hooks of the app", () => {
  it("run around every invocation and may change it", async () => {
    const seen: string[] = [];
    app.hook.appStart(() => void seen.push("appStart"));
    app.hook.preInvocation((context) => {
      context.inputs = ["changed"];
    });
    app.hook.postInvocation((context) => {
      seen.push(String(context.result));
      context.result = { body: "by the hook" };
    });
    app.hook.appTerminate(() => void seen.push("appTerminate"));
    app.http("hooked", { handler: (input) => ({ body: String(input) }) as never });
    const host = await hostForTest();
    expect(await (await fetch(`${host.url}/hooked`)).text()).toBe("by the hook");
    await host.stop();
    expect(seen).toEqual(["appStart", "[object Object]", "appTerminate"]);
  });
});
