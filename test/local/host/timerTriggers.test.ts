import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { app, type Timer } from "@azure/functions";
import { createMovableClock } from "../../../local/clock";
import { DAY, hostForTest, HOUR, stopHosts } from "./support/host";

const runs: { name: string; timer: Timer }[] = [];
const note = (name: string) => (timer: Timer) => void runs.push({ name, timer });
app.timer("daily", { schedule: "0 0 3 * * *", handler: note("daily") });
app.timer("hourly", { schedule: "0 30 * * * *", useMonitor: false, handler: note("hourly") });
app.timer("throws", {
  schedule: "0 0 0 1 1 *",
  handler: () => {
    throw new Error("sweep failed");
  },
});

const folder = mkdtempSync(join(tmpdir(), "host-"));
const clockAt = (moment: string) => {
  const clock = createMovableClock();
  clock.advanceTo(new Date(moment));
  return clock;
};
const ran = () => runs.map(({ name }) => name);

beforeEach(() => {
  runs.length = 0;
});
afterEach(stopHosts);
afterAll(() => rmSync(folder, { recursive: true }));

describe("a timer trigger", () => {
  it("runs on its schedule by the moved clock, in UTC", async () => {
    const clock = clockAt("2050-05-01T00:00:00Z");
    const host = await hostForTest({ clock });
    expect(host.engine.nextDue()).toEqual(new Date("2050-05-01T00:30:00Z"));
    for (let hour = 0; hour < 4; hour++) {
      clock.advance(HOUR);
      await host.idle();
    }
    expect(ran()).toEqual(["hourly", "hourly", "hourly", "daily", "hourly"]);
  });

  it("makes up for missed times with one late run", async () => {
    const clock = clockAt("2050-05-01T00:00:00Z");
    const host = await hostForTest({ clock });
    clock.advance(5 * DAY);
    await host.idle();
    expect(ran().sort()).toEqual(["daily", "hourly"]);
    expect(runs.every(({ timer }) => timer.isPastDue)).toBe(true);
  });

  it("keeps its beat over a restart on the same file", async () => {
    const stateFile = join(folder, "beat.db");
    const clock = clockAt("2050-05-01T02:00:00Z");
    const first = await hostForTest({ clock, stateFile });
    await first.stop();
    clock.advanceTo(new Date("2050-05-01T10:00:00Z"));
    const second = await hostForTest({ clock, stateFile });
    await second.idle();
    expect(ran().sort()).toEqual(["daily", "hourly"]);
    await second.stop();
    const third = await hostForTest({ clock, stateFile });
    await third.idle();
    expect(runs).toHaveLength(2);
  });

  it("tells when it ran last and runs next, unless it is not monitored", async () => {
    const clock = clockAt("2050-05-01T02:59:59Z");
    const host = await hostForTest({ clock });
    clock.advanceTo(new Date("2050-05-01T03:00:00.500Z"));
    await host.idle();
    clock.advanceTo(new Date("2050-05-02T03:00:00.500Z"));
    await host.idle();
    const daily = runs.filter(({ name }) => name === "daily").map(({ timer }) => timer);
    expect(daily.map(({ scheduleStatus }) => scheduleStatus?.next)).toEqual([
      "2050-05-02T03:00:00.000Z",
      "2050-05-03T03:00:00.000Z",
    ]);
    expect(daily[1]?.scheduleStatus?.last).toMatch(/^2050-05-01T03:00:00/);
    expect(runs.find(({ name }) => name === "hourly")?.timer.scheduleStatus).toBeNull();
  });

  it("can be run by name, and says which there are", async () => {
    const host = await hostForTest();
    await host.runTimerTrigger("daily");
    expect(ran()).toEqual(["daily"]);
    await expect(host.runTimerTrigger("throws")).rejects.toThrow("sweep failed");
    await expect(host.runTimerTrigger("weekly")).rejects.toThrow(
      "There are: daily, hourly, throws.",
    );
  });

  it("that fails is logged and keeps its schedule", async () => {
    const clock = clockAt("2050-12-31T23:59:00Z");
    const host = await hostForTest({ clock });
    clock.advanceTo(new Date("2051-01-01T00:00:01Z"));
    await host.idle();
    expect(host.lines).toContain("[error] Executed 'Functions.throws' (Failed): sweep failed");
    expect(host.engine.nextDue()).toEqual(new Date("2051-01-01T00:30:00Z"));
  });
});
