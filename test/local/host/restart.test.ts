import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as df from "durable-functions";
import { createMovableClock } from "../../../local/clock";
import { createGate, type Gate } from "./support/gate";
import { hostForTest, HOUR, raise, registerDoors, start, stopHosts } from "./support/host";

registerDoors();
let gate: Gate;
const runs: string[] = [];
df.app.activity("step", { handler: (name: string) => void runs.push(name) });
df.app.activity("stuck", {
  handler: async () => {
    runs.push("stuck");
    await gate.pass();
    return "free";
  },
});
df.app.orchestration("journey", function* (context) {
  yield context.df.callActivity("step", "mail");
  const decision: unknown = yield context.df.waitForExternalEvent("decided");
  yield context.df.callActivity("step", "invite");
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + HOUR));
  yield context.df.callActivity("step", "assign");
  return decision;
});
df.app.orchestration("sticks", function* (context) {
  return yield context.df.callActivity("stuck");
});

const folder = mkdtempSync(join(tmpdir(), "host-"));
const fileFor = (name: string) => join(folder, name, "engine.db");

beforeEach(() => {
  gate = createGate();
  runs.length = 0;
});
afterEach(stopHosts);
afterAll(() => rmSync(folder, { recursive: true }));

describe("a restart on the same file", () => {
  it("goes on where every step was", async () => {
    const clock = createMovableClock();
    const stateFile = fileFor("steps");
    const first = await hostForTest({ stateFile, clock });
    await start(first, "journey", "one");
    await first.stop();
    const second = await hostForTest({ stateFile, clock });
    expect(second.engine.status("one")?.runtimeStatus).toBe("Running");
    await raise(second, "one", "decided", { approved: true });
    await second.stop();
    const third = await hostForTest({ stateFile, clock });
    clock.advance(HOUR);
    await third.idle();
    expect(third.engine.status("one")).toMatchObject({
      runtimeStatus: "Completed",
      output: { approved: true },
    });
    expect(runs).toEqual(["mail", "invite", "assign"]);
  });

  it("fires the timers that came due in between", async () => {
    const clock = createMovableClock();
    const stateFile = fileFor("timers");
    const first = await hostForTest({ stateFile, clock });
    await start(first, "journey", "one");
    await raise(first, "one", "decided");
    await first.stop();
    clock.advance(5 * HOUR);
    const second = await hostForTest({ stateFile, clock });
    await second.idle();
    expect(second.engine.status("one")?.runtimeStatus).toBe("Completed");
  });

  it("runs an activity again that had not finished", async () => {
    const stateFile = fileFor("activity");
    const first = await hostForTest({ stateFile });
    first.engine.startNew("sticks", "one");
    await gate.reached;
    await first.stop();
    expect(runs).toEqual(["stuck"]);
    gate.open();
    const second = await hostForTest({ stateFile });
    await second.idle();
    expect(runs).toEqual(["stuck", "stuck"]);
    expect(second.engine.status("one")).toMatchObject({
      runtimeStatus: "Completed",
      output: "free",
    });
  });

  it("takes up an event that had no turn yet", async () => {
    const stateFile = fileFor("inbox");
    const first = await hostForTest({ stateFile });
    await start(first, "journey", "one");
    first.engine.raiseEvent("one", "decided", "late");
    await first.stop();
    const second = await hostForTest({ stateFile });
    await second.idle();
    expect(runs).toEqual(["mail", "invite"]);
  });

  it("is refused while another host runs on the file", async () => {
    const stateFile = fileFor("shared");
    await hostForTest({ stateFile });
    await expect(hostForTest({ stateFile })).rejects.toThrow(
      /cannot be opened. Is another host running on it\?/,
    );
  });
});

describe("host.json's version settings", () => {
  const hostJson = (defaultVersion: string, versionFailureStrategy = "Reject") => ({
    extensions: {
      http: { routePrefix: "" },
      durableTask: {
        defaultVersion,
        versionMatchStrategy: "CurrentOrOlder",
        versionFailureStrategy,
      },
    },
  });

  it("write the version into ExecutionStarted", async () => {
    const host = await hostForTest({ hostJson: hostJson("1.4") });
    await start(host, "journey", "one");
    expect(host.engine.history("one")[1]).toMatchObject({
      EventType: 0,
      Name: "journey",
      Version: "1.4",
    });
    expect(host.engine.status("one")?.version).toBe("1.4");
  });

  it("leave an instance of a newer version untouched until a newer host comes", async () => {
    const stateFile = fileFor("versions");
    const newer = await hostForTest({ stateFile, hostJson: hostJson("2.0") });
    await start(newer, "journey", "one");
    await newer.stop();
    const older = await hostForTest({ stateFile, hostJson: hostJson("1.10") });
    await raise(older, "one", "decided", "yes");
    expect(older.engine.status("one")?.runtimeStatus).toBe("Running");
    expect(older.lines.join()).toContain("has version '2.0': left to a newer host");
    await older.stop();
    expect(runs).toEqual(["mail"]);
    const newest = await hostForTest({ stateFile, hostJson: hostJson("2.1") });
    await newest.idle();
    expect(runs).toEqual(["mail", "invite"]);
  });

  it("fail such an instance where host.json says Fail", async () => {
    const stateFile = fileFor("versionsFail");
    const newer = await hostForTest({ stateFile, hostJson: hostJson("2.0") });
    await start(newer, "journey", "one");
    await newer.stop();
    const older = await hostForTest({ stateFile, hostJson: hostJson("1.0", "Fail") });
    await raise(older, "one", "decided");
    expect(older.engine.status("one")).toMatchObject({
      runtimeStatus: "Failed",
      output: "Orchestration version did not comply with Worker Versioning",
    });
  });

  it("are checked at start", async () => {
    await expect(hostForTest({ hostJson: hostJson("1.0", "Ignore") })).rejects.toThrow(
      "versionFailureStrategy 'Ignore' is not one of Reject, Fail",
    );
  });
});
