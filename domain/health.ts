import type { FollowUp, FollowUpKind } from "./storagePorts";

/** When the sweepers ran last; each run says so. */
export interface Heartbeat {
  beat(at: string): Promise<void>;
  last(): Promise<string | undefined>;
}

/** What waits to be done. */
export interface Backlog {
  /** The first in order of time, `atMost` of them. */
  oldest(kind: FollowUpKind, atMost: number): Promise<readonly FollowUp[]>;
}

/** A count that stops counting: nobody waits for an exact number here. */
export type Count = number | `${number}+`;
export const countUpTo = (seen: number, atMost: number): Count =>
  seen > atMost ? `${atMost}+` : seen;

export interface Waiting {
  readonly oldestDueAt: string | null;
  readonly waiting: Count;
}

/** What could be learnt in time; undefined where it could not. */
export interface Seen {
  readonly now: string;
  readonly startedAt: string;
  readonly storage: boolean;
  /** Null where none ran yet. */
  readonly sweptAt: string | null | undefined;
  readonly outbox: Waiting | undefined;
  readonly relay: Waiting | undefined;
  /** Null where it is not looked at. */
  readonly parked: Count | null | undefined;
  readonly paused: boolean;
}

export const sweepLateSeconds = 5 * 60;
const outboxLateSeconds = 60 * 60;
const relayLateSeconds = 5 * 60;

const secondsSince = (at: string, now: string): number =>
  Math.max(0, Math.round((Date.parse(now) - Date.parse(at)) / 1000));

const ageOf = (one: Waiting | undefined, now: string): number | null =>
  one?.oldestDueAt ? secondsSince(one.oldestDueAt, now) : null;

interface SweeperCheck {
  readonly state: "ok" | "starting" | "late" | "unknown";
  readonly lastRunAt: string | null;
  readonly ageSeconds: number | null;
}

/** A process that has just started waits for its first run before it calls the sweepers late. */
function sweeper({ sweptAt, startedAt, now }: Seen): SweeperCheck {
  if (sweptAt === undefined) return { state: "unknown", lastRunAt: null, ageSeconds: null };
  const ageSeconds = sweptAt === null ? null : secondsSince(sweptAt, now);
  const isFresh = ageSeconds !== null && ageSeconds <= sweepLateSeconds;
  const isYoung = secondsSince(startedAt, now) <= sweepLateSeconds;
  const state = isFresh ? "ok" : isYoung ? "starting" : "late";
  return { state, lastRunAt: sweptAt, ageSeconds };
}

const queue = (one: Waiting | undefined, now: string) => ({
  oldestDueAt: one?.oldestDueAt ?? null,
  ageSeconds: ageOf(one, now),
  waiting: one?.waiting ?? null,
});

interface StorageCheck {
  readonly state: "ok" | "unable";
  readonly detail?: string;
}

const storageCheck = (answers: boolean): StorageCheck =>
  answers
    ? { state: "ok" }
    : {
        state: "unable",
        detail: "Table storage does not answer; links wait and go on by themselves.",
      };

/** Counts and times only: anybody may ask. */
export function healthOf(seen: Seen) {
  const { now, storage, outbox, relay, parked, paused } = seen;
  const swept = sweeper(seen);
  const isUnable = !storage || swept.state === "late";
  const isLate =
    (ageOf(outbox, now) ?? 0) > outboxLateSeconds || (ageOf(relay, now) ?? 0) > relayLateSeconds;
  const isBlind = [seen.sweptAt, outbox, relay, parked].includes(undefined);
  const status = isUnable ? "unable" : isLate || isBlind ? "degraded" : "ok";
  const checks = {
    storage: storageCheck(storage),
    sweeper: swept,
    outbox: queue(outbox, now),
    relay: queue(relay, now),
    parked: { count: parked ?? null },
    paused,
  };
  return { status, checks } as const;
}
