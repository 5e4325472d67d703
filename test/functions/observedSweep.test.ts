import type { KeysSeen } from "../../domain/health";
import type { FollowUp } from "../../domain/storagePorts";
import type { Metric } from "../../domain/telemetry";
import { createObservedSweep } from "../../functions/observedSweep";
import { createSweep } from "../../functions/sweep";
import { aLink } from "../support/aLink";
import { aContext, fakeEngine } from "../support/fakesHttp";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { aRetention, fakeFollowUps, fakePublisher, fakeOpenLinks } from "../support/fakesStorage";

const link = aLink();
const overdue: FollowUp = {
  ...{ kind: "webhook", linkId: link.id, detail: "" },
  dueAt: "2026-11-22T09:58:00.000Z",
};

function stage({
  forget = () => Promise.resolve(),
  waiting = [overdue],
  beats = true,
  reads = true,
  keys = "ok" as KeysSeen["state"],
} = {}) {
  const followUps = fakeFollowUps();
  const context = aContext();
  const metrics: Metric[] = [];
  const beaten: string[] = [];
  const sweep = createSweep({
    ...{ links: fakeLinks(link), followUps, sessions: { forget } },
    ...{ engineOf: fakeEngine().engineOf, now: () => testNow },
    ...{ publisher: fakePublisher(), retention: aRetention, openLinks: fakeOpenLinks() },
  });
  const beat = (at: string) =>
    beats ? Promise.resolve(void beaten.push(at)) : Promise.reject(new Error("down"));
  const run = createObservedSweep({
    sweep,
    heartbeat: { beat },
    backlog: {
      oldest: (kind) =>
        reads
          ? Promise.resolve(waiting.filter((one) => one.kind === kind))
          : Promise.reject(new Error("down")),
    },
    keyRings: { seen: () => ({ state: keys, readAt: null }) },
    telemetry: { metric: (metric) => void metrics.push(metric) },
    now: () => testNow,
  });
  const lines = () => context.logged.filter((line) => line.startsWith("{"));
  return { run: () => run(undefined, context), followUps, context, metrics, beaten, lines };
}

describe("an observed sweep", () => {
  it("says in one line how much it did and how much failed, by kind", async () => {
    const session = { kind: "session", linkId: link.id, dueAt: testNow } as const;
    const { run, followUps, lines } = stage({ forget: () => Promise.reject(new Error("secret")) });
    for (const detail of ["1", "2"]) await followUps.note({ ...session, detail });
    await followUps.note({ kind: "wake", linkId: link.id, detail: "7", dueAt: testNow });
    await run();
    expect(lines()).toHaveLength(1);
    expect(JSON.parse(lines()[0] ?? "")).toEqual({
      ...{ event: "sweep", done: { wake: 1 }, failed: { session: 2 }, unread: [] },
      durationMs: expect.any(Number) as number,
    });
  });

  it("leaves word that it ran, and how long the oldest event is overdue", async () => {
    const { run, beaten, metrics } = stage();
    await run();
    expect(beaten).toEqual([testNow]);
    expect(metrics).toEqual([
      { name: "outboxAge", value: 120, about: {} },
      { name: "able", value: 1, about: {} },
    ]);
  });

  it("tells the age of an event that was not taken, however far off its next try is", async () => {
    const next = { ...overdue, dueAt: "2026-11-22T14:00:00.000Z" };
    const untold: FollowUp = { ...overdue, kind: "untold", dueAt: "2026-11-22T09:00:00.000Z" };
    const { run, metrics } = stage({ waiting: [next, untold] });
    await run();
    expect(metrics).toContainEqual({ name: "outboxAge", value: 3600, about: {} });
  });

  it("has an outbox of age 0 where nothing is overdue", async () => {
    const later = { ...overdue, dueAt: "2026-11-22T11:00:00.000Z" };
    for (const waiting of [[], [later]]) {
      const { run, metrics } = stage({ waiting });
      await run();
      expect(metrics).toContainEqual({ name: "outboxAge", value: 0, about: {} });
    }
  });

  it("is able with the keys of an earlier look, and not without keys", async () => {
    for (const [keys, value] of [["stale", 1] as const, ["unable", 0] as const]) {
      const { run, metrics } = stage({ keys });
      await run();
      expect(metrics).toContainEqual({ name: "able", value, about: {} });
    }
  });

  it("is not able where the outbox cannot be read, and tells no age then", async () => {
    const { run, metrics } = stage({ reads: false });
    await run();
    expect(metrics).toEqual([{ name: "able", value: 0, about: {} }]);
  });

  it("has done its work although it cannot leave word, which it says", async () => {
    const { run, context, lines } = stage({ beats: false });
    await run();
    expect(lines()).toHaveLength(1);
    expect(context.logged).toHaveLength(2);
  });
});
