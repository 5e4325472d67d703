import type { HttpResponseInit } from "@azure/functions";
import {
  countUpTo,
  healthOf,
  type Backlog,
  type Count,
  type Heartbeat,
  type KeysSeen,
  type TimerName,
  type Waiting,
} from "../domain/health";
import { linkId } from "../domain/ids";
import type { Listing } from "../domain/listing";
import type { Clock } from "../domain/ports";
import type { KnownCallers } from "../domain/publishing";
import type { Links } from "../domain/storagePorts";
import { json } from "./api";
import type { Door } from "./doors";
import { outboxWaiting } from "./outboxWaiting";

export interface HealthPorts {
  readonly links: Pick<Links, "read">;
  /** The sweeper's. */
  readonly heartbeat: Pick<Heartbeat, "last">;
  readonly timers: Readonly<Record<TimerName, Pick<Heartbeat, "last">>>;
  readonly backlog: Backlog;
  /** Parked links are counted where there are lists. */
  readonly listing?: Pick<Listing, "page">;
  readonly knownCallers: KnownCallers["knownCallers"];
  readonly keyRings: { seen(): KeysSeen };
  readonly paused: boolean;
  /** When this process started. */
  readonly startedAt: string;
  readonly now: Clock;
}

const nobody = linkId.parse("a".repeat(26));
/** Whoever asks has seconds, however long storage takes. */
const patienceMs = 2500;
const countedUpTo = 100;
/** So long one answer is for everybody. */
const sharedMs = 5000;

/** What a check learnt in time; undefined where it failed or took too long. */
async function inTime<T>(check: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patienceMs, undefined);
  });
  try {
    return await Promise.race([check, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function relayWaiting({ backlog }: HealthPorts): Promise<Waiting> {
  const first = await backlog.oldest("relay", countedUpTo + 1);
  return {
    oldestDueAt: first[0]?.dueAt ?? null,
    waiting: countUpTo(first.length, countedUpTo),
  };
}

/** One page of parked links is read, never all. */
async function parked({ listing, knownCallers }: HealthPorts): Promise<Count | null> {
  if (!listing) return null;
  const page = await listing.page({
    callerIds: await knownCallers(),
    filter: { status: "needsOperator" },
    top: countedUpTo,
    continuation: null,
  });
  return countUpTo(page.items.length + (page.continuation ? 1 : 0), countedUpTo);
}

const lastRun = (heartbeat: Pick<Heartbeat, "last">) =>
  inTime(heartbeat.last().then((at) => at ?? null));

async function look(ports: HealthPorts): Promise<HttpResponseInit> {
  const { now, startedAt, paused, timers } = ports;
  const [storage, sweptAt, webhooks, sweepOld, outbox, relay, count] = await Promise.all([
    inTime(ports.links.read(nobody).then(() => true)),
    lastRun(ports.heartbeat),
    lastRun(timers.webhooks),
    lastRun(timers.sweepOld),
    inTime(outboxWaiting(ports.backlog, countedUpTo)),
    inTime(relayWaiting(ports)),
    inTime(parked(ports)),
  ]);
  const health = healthOf({
    ...{ now: now(), startedAt, storage: storage === true, sweptAt, outbox, relay },
    ...{ timers: { webhooks, sweepOld }, parked: count, paused, keys: ports.keyRings.seen() },
  });
  return json(health.status === "unable" ? 503 : 200, health);
}

/**
 * `GET /api/health`: whether the product can do its work. Anybody may ask, so it says nothing of anybody,
 * and however many ask at once, storage is looked at once.
 */
export function createHealth(ports: HealthPorts): Door {
  let looked = { at: -Infinity, answer: Promise.resolve<HttpResponseInit>({}) };
  return async () => {
    const at = Date.parse(ports.now());
    if (Math.abs(at - looked.at) >= sharedMs) looked = { at, answer: look(ports) };
    return { ...(await looked.answer) };
  };
}
