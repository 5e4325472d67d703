import { createLimitCounters } from "../../adapters/limitCounters";
import { countersOf, type Counter } from "../../domain/limits";
import { atOnce, newTable } from "../support/fakesTables";

const now = "2026-11-22T10:20:00.000Z";
const whose = { callerId: "helpdesk", directory: "tenant", recipients: ["hash-1"] };
const [hourly, daily] = countersOf(whose, now) as [Counter, Counter];
const granted = (all: readonly boolean[]) => all.filter(Boolean).length;

describe("counts of new links", () => {
  it("let exactly the limit through, however many ask at once", async () => {
    const counters = createLimitCounters(newTable());
    expect(granted(await atOnce(100, () => counters.take(hourly, 7)))).toBe(7);
    expect(await counters.count(hourly)).toBe(7);
    expect(await counters.take(hourly, 7)).toBe(false);
  });

  it("hold over several instances of the app", async () => {
    const table = newTable();
    const instances = [1, 2, 3].map(() => createLimitCounters(table));
    const all = await atOnce(60, (index) =>
      (instances[index % 3] ?? createLimitCounters(table)).take(daily, 20),
    );
    expect(granted(all)).toBe(20);
  });

  it("need few writes for many at once", async () => {
    const table = newTable();
    const replace = jest.spyOn(table, "replace");
    const counters = createLimitCounters(table);
    await atOnce(100, () => counters.take(hourly, 1000));
    expect(replace.mock.calls.length).toBeLessThan(10);
    expect(await counters.count(hourly)).toBe(100);
  });

  it("are given back, never below nothing", async () => {
    const counters = createLimitCounters(newTable());
    await counters.take(hourly, 1);
    await counters.giveBack(hourly);
    expect(await counters.take(hourly, 1)).toBe(true);
    await counters.giveBack(hourly);
    await counters.giveBack(hourly);
    expect(await counters.count(hourly)).toBe(0);
  });

  it("are kept apart by limit, subject and window, and forgotten by the day", async () => {
    const counters = createLimitCounters(newTable());
    await counters.take(hourly, 9);
    await counters.take(daily, 9);
    const nextHour = countersOf(whose, "2026-11-22T11:00:00.000Z")[0] as Counter;
    const nextDay = countersOf(whose, "2026-11-23T10:00:00.000Z")[1] as Counter;
    expect(await counters.count(nextHour)).toBe(0);
    await counters.take(nextDay, 9);
    await counters.forget("2026-11-22");
    expect(await counters.count(hourly)).toBe(0);
    expect(await counters.count(daily)).toBe(0);
    expect(await counters.count(nextDay)).toBe(1);
  });

  it("tell all who wait where storage fails, and count again afterwards", async () => {
    const table = newTable();
    const counters = createLimitCounters(table);
    jest.spyOn(table, "get").mockRejectedValueOnce(new Error("storage is down"));
    await expect(counters.take(hourly, 1)).rejects.toThrow("storage is down");
    expect(await counters.take(hourly, 1)).toBe(true);
  });
});
