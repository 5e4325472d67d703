import { HttpRequest } from "@azure/functions";
import { newLinkId } from "../../adapters/linkIds";
import { linkId as linkIds } from "../../domain/ids";
import type { FollowUp, FollowUpKind } from "../../domain/storagePorts";
import { createHealth, type HealthPorts } from "../../functions/health";
import { aLink } from "../support/aLink";
import { aContext, aGet } from "../support/fakesHttp";
import { testNow } from "../support/fakesLinks";

const { id: linkId } = aLink();
const minutesAgo = (minutes: number): string =>
  new Date(Date.parse(testNow) - minutes * 60_000).toISOString();
const webhook = (dueAt: string): FollowUp => ({ kind: "webhook", linkId, detail: "", dueAt });
const never = () => new Promise<never>(() => undefined);

const well: HealthPorts = {
  links: { read: () => Promise.resolve(undefined) },
  heartbeat: { last: () => Promise.resolve(minutesAgo(1)) },
  timers: {
    webhooks: { last: () => Promise.resolve(minutesAgo(1)) },
    sweepOld: { last: () => Promise.resolve(minutesAgo(600)) },
  },
  backlog: { oldest: () => Promise.resolve([]) },
  knownCallers: () => Promise.resolve(["helpdesk"]),
  keyRings: { seen: () => ({ state: "ok", readAt: null }) },
  paused: false,
  startedAt: minutesAgo(60),
  now: () => testNow,
};

interface Health {
  readonly status: string;
  readonly checks: Record<string, Record<string, unknown>> & { readonly paused: boolean };
}

async function health(changes: Partial<HealthPorts> = {}) {
  const request = new HttpRequest({ method: "GET", url: "https://x.example/api/health" });
  const answer = await createHealth({ ...well, ...changes })(request, aContext());
  return {
    http: answer.status,
    text: String(answer.body),
    ...(JSON.parse(String(answer.body)) as Health),
  };
}

describe("the health of the product", () => {
  it("is well while storage answers and the sweepers run", async () => {
    const found = await health();
    expect(found).toMatchObject({ http: 200, status: "ok" });
    expect(found.checks).toMatchObject({
      storage: { state: "ok" },
      sweeper: { state: "ok", lastRunAt: minutesAgo(1), ageSeconds: 60 },
      timers: {
        webhooks: { state: "ok", lastRunAt: minutesAgo(1), ageSeconds: 60 },
        sweepOld: { state: "ok", lastRunAt: minutesAgo(600), ageSeconds: 36_000 },
      },
      outbox: { oldestDueAt: null, ageSeconds: null, waiting: 0 },
      paused: false,
    });
  });

  it("is unable where storage refuses, and repeats nothing of what storage said", async () => {
    const found = await health({ links: { read: () => Promise.reject(new Error("key=secret")) } });
    expect(found).toMatchObject({ http: 503, status: "unable" });
    expect(found.text).not.toContain("secret");
  });

  it("is unable without keys, and degraded while they are those of an earlier look", async () => {
    const readAt = minutesAgo(20);
    const stale = await health({ keyRings: { seen: () => ({ state: "stale", readAt }) } });
    expect(stale).toMatchObject({ http: 200, status: "degraded" });
    expect(stale.checks["keys"]).toMatchObject({ state: "stale", readAt });
    const none = await health({ keyRings: { seen: () => ({ state: "unable", readAt: null }) } });
    expect(none).toMatchObject({ http: 503, status: "unable" });
    expect(none.checks["keys"]).toMatchObject({
      state: "unable",
      detail: expect.stringContaining("Key Vault") as unknown,
    });
  });

  it("answers within three seconds although storage never does", async () => {
    const begun = performance.now();
    const found = await health({
      links: { read: never },
      heartbeat: { last: never },
      timers: { webhooks: { last: never }, sweepOld: { last: never } },
      backlog: { oldest: never },
      listing: { page: never },
    });
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(found).toMatchObject({ http: 503, status: "unable" });
    expect(found.checks["sweeper"]).toMatchObject({ state: "unknown" });
  });

  it("is unable once the sweepers have not run for more than five minutes", async () => {
    const at = (minutes: number) =>
      health({ heartbeat: { last: () => Promise.resolve(minutesAgo(minutes)) } });
    expect(await at(5)).toMatchObject({ http: 200, status: "ok" });
    const late = await at(6);
    expect(late).toMatchObject({ http: 503, status: "unable" });
    expect(late.checks["sweeper"]).toMatchObject({ state: "late", ageSeconds: 360 });
  });

  it.each([
    ["none ran yet", undefined],
    ["the last one ran before a long stop", minutesAgo(600)],
  ])("gives a process that has just started five minutes where %s", async (_when, last) => {
    const heartbeat = { last: () => Promise.resolve(last) };
    const young = await health({ heartbeat, startedAt: minutesAgo(5) });
    expect(young).toMatchObject({ http: 200, status: "ok" });
    expect(young.checks["sweeper"]).toMatchObject({ state: "starting" });
    const old = await health({ heartbeat, startedAt: minutesAgo(6) });
    expect(old).toMatchObject({ http: 503, status: "unable" });
  });

  it.each([
    ["webhooks", 6],
    ["sweepOld", 50 * 60],
  ])("is degraded, and able, once the timer %s is late", async (name, minutes) => {
    const last = () => Promise.resolve(minutesAgo(minutes));
    const timers = { ...well.timers, [name]: { last } };
    const late = await health({ timers, startedAt: minutesAgo(9999) });
    expect(late).toMatchObject({ http: 200, status: "degraded" });
    expect(late.checks["timers"]).toMatchObject({ [name]: { state: "late" } });
    expect(await health({ timers, startedAt: minutesAgo(1) })).toMatchObject({ status: "ok" });
  });

  it("is degraded while an event is not taken for more than an hour, however far off the next try", async () => {
    const [other, third] = ["b", "c"].map((one) => linkIds.parse(one.repeat(26)));
    const rows: Partial<Record<FollowUpKind, FollowUp[]>> = {
      untold: [{ ...webhook(minutesAgo(36 * 60)), kind: "untold", detail: "3" }],
      // Two notes of one link are one link.
      webhook: [webhook(minutesAgo(-60)), { ...webhook(minutesAgo(-90)), linkId: other ?? linkId }],
    };
    rows.webhook?.push({ ...webhook(minutesAgo(-95)), linkId: third ?? linkId });
    rows.webhook?.push({ ...webhook(minutesAgo(-99)), linkId: third ?? linkId });
    const late = await health({ backlog: { oldest: (kind) => Promise.resolve(rows[kind] ?? []) } });
    expect(late).toMatchObject({ http: 200, status: "degraded" });
    expect(late.checks["outbox"]).toEqual({
      ...{ oldestDueAt: minutesAgo(36 * 60), ageSeconds: 36 * 3600, waiting: 3 },
    });
  });

  it("is looked at once for all who ask within five seconds", async () => {
    let looks = 0;
    const clock = { now: testNow };
    const door = createHealth({
      ...{ ...well, now: () => clock.now },
      links: { read: () => Promise.resolve(void (looks += 1)) as Promise<undefined> },
    });
    const ask = () => door(aGet("/api/health"), aContext());
    const answers = await Promise.all(Array.from({ length: 50 }, ask));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    clock.now = new Date(Date.parse(testNow) + 4999).toISOString();
    expect(await ask()).toEqual(answers[0]);
    expect(looks).toBe(1);
    clock.now = new Date(Date.parse(testNow) + 5000).toISOString();
    expect(await ask()).not.toEqual(answers[0]);
    expect(looks).toBe(2);
  });

  it("is degraded, and able, while a ticket has not heard its events for more than an hour", async () => {
    const waitingSince = (minutes: number) =>
      health({
        backlog: {
          oldest: (kind) =>
            Promise.resolve(kind === "webhook" ? [webhook(minutesAgo(minutes))] : []),
        },
      });
    expect(await waitingSince(60)).toMatchObject({ http: 200, status: "ok" });
    const late = await waitingSince(61);
    expect(late).toMatchObject({ http: 200, status: "degraded" });
    expect(late.checks["outbox"]).toEqual({
      oldestDueAt: minutesAgo(61),
      ageSeconds: 3660,
      waiting: 1,
    });
  });

  it("counts what waits and what is parked to a hundred, by one page each", async () => {
    const asked: unknown[] = [];
    const many = Array.from({ length: 101 }, (_, n) => ({
      ...webhook(testNow),
      linkId: newLinkId(Buffer.alloc(16, n)),
    }));
    const found = await health({
      backlog: {
        oldest: (kind, atMost) => {
          asked.push(atMost);
          return Promise.resolve(kind === "webhook" ? many : []);
        },
      },
      listing: {
        page: (wanted) => {
          asked.push(wanted);
          return Promise.resolve({ items: Array(100).fill({}) as never[], continuation: "more" });
        },
      },
    });
    expect(found.checks["outbox"]).toMatchObject({ waiting: "100+" });
    expect(found.checks["parked"]).toEqual({ count: "100+" });
    expect(asked).toEqual([
      ...[101, 101, 101],
      {
        callerIds: ["helpdesk"],
        filter: { status: "needsOperator" },
        top: 100,
        continuation: null,
      },
    ]);
  });

  it("says that it is paused, which is no illness", async () => {
    expect(await health({ paused: true })).toMatchObject({
      status: "ok",
      checks: { paused: true },
    });
  });

  it("is degraded where lists cannot be read although storage answers", async () => {
    const found = await health({ listing: { page: () => Promise.reject(new Error("x")) } });
    expect(found).toMatchObject({ http: 200, status: "degraded" });
    expect(found.checks["parked"]).toEqual({ count: null });
  });
});
