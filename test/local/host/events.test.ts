import { setImmediate } from "node:timers/promises";
import { app } from "@azure/functions";
import * as df from "durable-functions";
import { hostForTest, HOUR, raise, registerDoors, start, stopHosts } from "./support/host";
import { createGate, type Gate } from "./support/gate";
import { turnsOf } from "./support/history";

registerDoors();
let gate: Gate;
let turns = 0;
let turnsAtOnce = 0;
df.app.activity("slow", { handler: () => gate.pass() });
df.app.activity("nothing", { handler: () => null });
app.hook.preInvocation(async ({ invocationContext }) => {
  if (invocationContext.functionName !== "waitsTwice") return;
  turnsAtOnce = Math.max(turnsAtOnce, ++turns);
  // Long enough for a second turn to begin, if it may.
  await setImmediate();
  await setImmediate();
});
app.hook.postInvocation(({ invocationContext }) => {
  if (invocationContext.functionName === "waitsTwice") turns--;
});
df.app.orchestration("worksFirst", function* (context) {
  yield context.df.callActivity("slow");
  const first: unknown = yield context.df.waitForExternalEvent("go");
  return { first };
});
df.app.orchestration("waitsTwice", function* (context) {
  const first: unknown = yield context.df.waitForExternalEvent("go");
  yield context.df.callActivity("nothing");
  const second: unknown = yield context.df.waitForExternalEvent("go");
  return { first, second };
});
df.app.orchestration("race", function* (context) {
  const timer = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + HOUR));
  const event = context.df.waitForExternalEvent("go");
  const winner: unknown = yield context.df.Task.any([event, timer]);
  const both = { winner: winner === timer ? "timer" : "event", eventToo: event.isCompleted };
  if (!timer.isCompleted) timer.cancel();
  return both;
});

beforeEach(() => {
  gate = createGate();
  turnsAtOnce = 0;
});
afterEach(stopHosts);

describe("an external event", () => {
  it("that comes before its wait opens is kept for it", async () => {
    const host = await hostForTest();
    const started = start(host, "worksFirst", "one");
    await gate.reached;
    host.engine.raiseEvent("one", "go", { n: 1 });
    gate.open();
    await started;
    expect(host.engine.status("one")?.output).toEqual({ first: { n: 1 } });
    expect(
      turnsOf(host, "one")
        .flat()
        .filter((name) => name === "EventRaised"),
    ).toHaveLength(1);
  });

  it("that comes together with the start is kept too", async () => {
    const host = await hostForTest();
    gate.open();
    await start(host, "waitsTwice", "other");
    await Promise.all([
      start(host, "worksFirst", "one"),
      gate.reached.then(() => raise(host, "one", "go", 5)),
    ]);
    expect(host.engine.status("one")?.output).toEqual({ first: 5 });
  });

  it("that arrives before the timer in the same turn wins", async () => {
    const host = await hostForTest();
    await start(host, "race", "one");
    host.engine.raiseEvent("one", "go");
    host.clock.advance(HOUR);
    await host.idle();
    expect(turnsOf(host, "one")[1]).toEqual(["EventRaised", "TimerFired", "ExecutionCompleted"]);
    expect(host.engine.status("one")?.output).toMatchObject({ winner: "event" });
  });

  it("that arrives after the timer in the same turn loses, and nothing of it is lost from the history", async () => {
    const host = await hostForTest();
    await start(host, "race", "one");
    host.clock.advance(HOUR);
    host.engine.raiseEvent("one", "go");
    await host.idle();
    expect(turnsOf(host, "one")[1]).toEqual(["TimerFired", "EventRaised", "ExecutionCompleted"]);
    expect(host.engine.status("one")?.output).toMatchObject({ winner: "timer", eventToo: false });
  });

  it("raised twice satisfies the next wait of the same name", async () => {
    const host = await hostForTest();
    await start(host, "waitsTwice", "one");
    host.engine.raiseEvent("one", "go", "a");
    host.engine.raiseEvent("one", "go", "a");
    await host.idle();
    expect(host.engine.status("one")).toMatchObject({
      runtimeStatus: "Completed",
      output: { first: "a", second: "a" },
    });
  });

  it("and another one close behind it never take two turns of one instance at once", async () => {
    const host = await hostForTest();
    await start(host, "waitsTwice", "one");
    host.engine.raiseEvent("one", "go", 1);
    await setImmediate();
    host.engine.raiseEvent("one", "go", 2);
    await host.idle();
    const { first, second } = host.engine.status("one")?.output as {
      first: number;
      second: number;
    };
    expect([first, second]).toEqual([1, 2]);
    expect(turnsAtOnce).toBe(1);
  });

  it("for an unknown instance is thrown away and the caller told so", async () => {
    const host = await hostForTest();
    const answer = await raise(host, "nobody", "go");
    expect(await answer.json()).toEqual({ error: "No instance with ID 'nobody' found." });
    expect(host.engine.instances()).toEqual([]);
  });

  it("for a finished instance changes nothing (the SDK takes the 410 for success)", async () => {
    const host = await hostForTest();
    gate.open();
    await start(host, "worksFirst", "one");
    await raise(host, "one", "go", 1);
    const before = host.engine.history("one");
    const answer = await raise(host, "one", "go", 2);
    expect(await answer.json()).toEqual({ ok: null });
    expect(host.engine.history("one")).toEqual(before);
  });
});
