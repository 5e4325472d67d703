import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import * as df from "durable-functions";
import { EventType } from "../../../local/host/engine/events";
import type { RunningHost } from "../../../local/host/hostOptions";
import { DAY, hostForTest, HOUR, raise, registerDoors, start, stopHosts } from "./support/host";
import { turnsOf } from "./support/history";

registerDoors();
df.app.activity("done", { handler: (what: string) => what });
df.app.orchestration("sleeps", function* (context) {
  const from = context.df.currentUtcDateTime.getTime();
  yield context.df.createTimer(new Date(from + (context.df.getInput() as number)));
  const slept = context.df.currentUtcDateTime.getTime() - from;
  const after: unknown = yield context.df.callActivity("done", "after");
  return { slept, after };
});
df.app.orchestration("longRace", function* (context) {
  const now = context.df.currentUtcDateTime.getTime();
  const deadline = context.df.createTimer(new Date(now + 20 * DAY));
  const event = context.df.waitForExternalEvent("go");
  yield context.df.Task.any([event, deadline]);
  const during: unknown = yield context.df.callActivity("done", "during");
  deadline.cancel();
  return during;
});
df.app.orchestration("twoTimers", function* (context) {
  const now = context.df.currentUtcDateTime.getTime();
  const late = context.df.createTimer(new Date(now + 2 * HOUR));
  const early = context.df.createTimer(new Date(now + HOUR));
  const winner: unknown = yield context.df.Task.any([late, early]);
  return winner === early ? "early" : "late";
});

afterEach(stopHosts);

const fireTimes = (host: RunningHost, id: string, from: Date) =>
  host.engine
    .history(id)
    .filter((event) => event.EventType === EventType.TimerFired)
    .map((event) => Math.round((Date.parse(String(event["FireAt"])) - from.getTime()) / HOUR));

describe("a durable timer", () => {
  it("fires when the clock is moved there, and not before", async () => {
    const host = await hostForTest();
    await start(host, "sleeps", "one", HOUR);
    host.clock.advance(HOUR - 5000);
    await host.idle();
    expect(host.engine.status("one")?.runtimeStatus).toBe("Running");
    host.clock.advance(5000);
    await host.idle();
    expect(host.engine.status("one")).toMatchObject({
      runtimeStatus: "Completed",
      output: { after: "after" },
    });
  });

  it("fires by itself when real time gets there", async () => {
    const host = await hostForTest();
    await start(host, "sleeps", "one", 20);
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const poll = setInterval(
      () => host.engine.status("one")?.runtimeStatus === "Completed" && resolve(undefined),
      5,
    );
    await promise;
    clearInterval(poll);
    expect(host.engine.status("one")?.output).toMatchObject({ after: "after" });
  });

  it("of ten days is cut into hops of three, as the extension cuts it", async () => {
    const host = await hostForTest();
    const from = host.clock.now();
    await start(host, "sleeps", "one", 10 * DAY);
    for (let day = 1; day <= 10; day++) {
      expect(host.engine.status("one")?.runtimeStatus).toBe("Running");
      host.clock.advance(DAY);
      await host.idle();
    }
    expect(fireTimes(host, "one", from)).toEqual([72, 144, 216, 240]);
    expect(host.engine.status("one")).toMatchObject({
      runtimeStatus: "Completed",
      output: { after: "after" },
    });
  });

  it("of ten days ends at once when the clock jumps over all of it", async () => {
    const host = await hostForTest();
    await start(host, "sleeps", "one", 10 * DAY);
    host.clock.advance(40 * DAY);
    await host.idle();
    const { slept } = host.engine.status("one")?.output as { slept: number };
    expect(slept).toBeGreaterThanOrEqual(40 * DAY);
    expect(
      turnsOf(host, "one")
        .flat()
        .filter((name) => name === "TimerFired"),
    ).toHaveLength(1);
  });

  it("goes on hopping under an orchestrator that is busy with something else", async () => {
    const host = await hostForTest();
    await start(host, "longRace", "one");
    host.clock.advance(4 * DAY);
    await host.idle();
    host.clock.advance(4 * DAY);
    await host.idle();
    await raise(host, "one", "go");
    expect(host.engine.status("one")).toMatchObject({
      runtimeStatus: "Completed",
      output: "during",
    });
    expect(host.engine.nextDue()).toBeUndefined();
  });

  it("and an event in one turn: the following hop keeps its own number", async () => {
    const host = await hostForTest();
    await start(host, "longRace", "one");
    host.engine.raiseEvent("one", "go");
    host.clock.advance(4 * DAY);
    await host.idle();
    expect(host.engine.status("one")).toMatchObject({
      runtimeStatus: "Completed",
      output: "during",
    });
  });

  it("and an earlier one of the same instance fire in due order after a long jump, in one turn", async () => {
    const host = await hostForTest();
    await start(host, "twoTimers", "one");
    host.clock.advance(DAY);
    await host.idle();
    expect(turnsOf(host, "one")[1]).toEqual(["TimerFired", "TimerFired", "ExecutionCompleted"]);
    expect(host.engine.status("one")?.output).toBe("early");
  });

  it("says when the next one is due", async () => {
    const host = await hostForTest();
    const from = host.clock.now().getTime();
    await start(host, "sleeps", "later", 2 * HOUR);
    await start(host, "sleeps", "sooner", HOUR);
    const due = host.engine.nextDue()?.getTime() ?? 0;
    expect(due - from).toBeGreaterThanOrEqual(HOUR);
    expect(due - from).toBeLessThan(HOUR + 10_000);
  });
});

describe("a thousand waiting instances", () => {
  it("take no memory of note, and all wake when their timers are due", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const host = await hostForTest();
    const startMany = async (name: string, count: number) => {
      for (let i = 0; i < count; i++) host.engine.startNew("sleeps", `${name}${i}`, DAY);
      await host.idle();
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = await startMany("warm", 200);
    const after = await startMany("many", 1000);
    // 2 KB an instance would already be one object graph each; SQLite's own pages are not in this heap.
    expect(after - before).toBeLessThan(2_000_000);
    host.clock.advance(DAY);
    await host.idle();
    const states = host.engine.instances().map(({ runtimeStatus }) => runtimeStatus);
    expect(states).toEqual(Array.from({ length: 1200 }, () => "Completed"));
  });
});
