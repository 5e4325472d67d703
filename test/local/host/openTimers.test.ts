import * as df from "durable-functions";
import { hostForTest, HOUR, raise, registerDoors, start, stopHosts } from "./support/host";
import { turnsOf } from "./support/history";

registerDoors();
df.app.orchestration("leavesTimer", function* (context) {
  const later = new Date(context.df.currentUtcDateTime.getTime() + HOUR);
  const timer = context.df.createTimer(later);
  const event = context.df.waitForExternalEvent("go");
  yield context.df.Task.any([event, timer]);
  if (context.df.getInput()) timer.cancel();
  if (context.df.getInput() === "cancelAndWait") yield context.df.waitForExternalEvent("end");
  return "returned";
});
df.app.orchestration("cancelsAtOnce", function* (context) {
  yield context.df.waitForExternalEvent("a");
  const timer = context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + HOUR));
  yield context.df.Task.any([context.df.waitForExternalEvent("b"), timer]);
  timer.cancel();
  yield context.df.waitForExternalEvent("c");
});

afterEach(stopHosts);

describe("an orchestration with an open timer", () => {
  it("stays running while a timer that it did not cancel is open", async () => {
    const host = await hostForTest();
    await start(host, "leavesTimer", "one");
    await raise(host, "one", "go");
    expect(host.engine.status("one")?.runtimeStatus).toBe("Running");
    host.clock.advance(HOUR);
    await host.idle();
    expect(host.engine.status("one")).toMatchObject({
      runtimeStatus: "Completed",
      output: "returned",
    });
  });

  it("ends at once when the losing timer is cancelled, and the timer never fires", async () => {
    const host = await hostForTest();
    await start(host, "leavesTimer", "one", "cancel");
    await raise(host, "one", "go");
    expect(host.engine.status("one")?.runtimeStatus).toBe("Completed");
    expect(host.engine.nextDue()).toBeUndefined();
    host.clock.advance(2 * HOUR);
    await host.idle();
    expect(turnsOf(host, "one").flat()).not.toContain("TimerFired");
  });

  it("can cancel a timer and go on: the timer is gone", async () => {
    const host = await hostForTest();
    await start(host, "leavesTimer", "one", "cancelAndWait");
    expect(host.engine.nextDue()).toBeDefined();
    await raise(host, "one", "go");
    expect(host.engine.status("one")?.runtimeStatus).toBe("Running");
    expect(host.engine.nextDue()).toBeUndefined();
    await raise(host, "one", "end");
    expect(host.engine.status("one")?.runtimeStatus).toBe("Completed");
  });

  it("can make and cancel a timer within one turn: it is never set", async () => {
    const host = await hostForTest();
    await start(host, "cancelsAtOnce", "one");
    host.engine.raiseEvent("one", "a");
    host.engine.raiseEvent("one", "b");
    await host.idle();
    expect(turnsOf(host, "one")[1]).toEqual(["EventRaised", "EventRaised", "TimerCreated"]);
    expect(host.engine.nextDue()).toBeUndefined();
    await raise(host, "one", "c");
    expect(host.engine.status("one")?.runtimeStatus).toBe("Completed");
  });
});
