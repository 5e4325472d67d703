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
  /** When the oldest was to be done; of events for callbacks: when it happened. */
  readonly oldestDueAt: string | null;
  readonly waiting: Count;
}

/** How well the keys are known that sign and seal. */
export interface KeysSeen {
  /** `stale`: the newest look into the vault failed, and the keys of an earlier one are in use. */
  readonly state: "ok" | "stale" | "unable";
  /** Null where they come from settings, or were never read. */
  readonly readAt: string | null;
}

/** The timers beside the sweeper: without them the product works, and callbacks hear nothing more. */
export type TimerName = "webhooks" | "sweepOld";

/** What could be learnt in time; undefined where it could not. */
export interface Seen {
  readonly now: string;
  readonly startedAt: string;
  readonly storage: boolean;
  /** Null where none ran yet. */
  readonly sweptAt: string | null | undefined;
  /** The other timers' last runs, as `sweptAt`. */
  readonly timers: Readonly<Record<TimerName, string | null | undefined>>;
  readonly outbox: Waiting | undefined;
  readonly relay: Waiting | undefined;
  /** Null where it is not looked at. */
  readonly parked: Count | null | undefined;
  readonly paused: boolean;
  readonly keys: KeysSeen;
}

const sweepLateSeconds = 5 * 60;
/** The nightly one is late once it missed two nights. */
const timerLateSeconds: Readonly<Record<TimerName, number>> = {
  webhooks: 5 * 60,
  sweepOld: 49 * 60 * 60,
};
const outboxLateSeconds = 60 * 60;
const relayLateSeconds = 5 * 60;

const secondsSince = (at: string, now: string): number =>
  Math.max(0, Math.round((Date.parse(now) - Date.parse(at)) / 1000));

const ageOf = (one: Waiting | undefined, now: string): number | null =>
  one?.oldestDueAt ? secondsSince(one.oldestDueAt, now) : null;

interface TimerCheck {
  readonly state: "ok" | "starting" | "late" | "unknown";
  readonly lastRunAt: string | null;
  readonly ageSeconds: number | null;
}

/** A process that has just started waits for a timer's first run before it calls it late. */
function timerCheck(
  { startedAt, now }: Seen,
  lastRunAt: string | null | undefined,
  lateSeconds: number,
): TimerCheck {
  if (lastRunAt === undefined) return { state: "unknown", lastRunAt: null, ageSeconds: null };
  const ageSeconds = lastRunAt === null ? null : secondsSince(lastRunAt, now);
  const isFresh = ageSeconds !== null && ageSeconds <= lateSeconds;
  const isYoung = secondsSince(startedAt, now) <= lateSeconds;
  const state = isFresh ? "ok" : isYoung ? "starting" : "late";
  return { state, lastRunAt, ageSeconds };
}

const timerChecks = (seen: Seen) => ({
  webhooks: timerCheck(seen, seen.timers.webhooks, timerLateSeconds.webhooks),
  sweepOld: timerCheck(seen, seen.timers.sweepOld, timerLateSeconds.sweepOld),
});

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

const keyWords: Readonly<Record<KeysSeen["state"], { detail?: string }>> = {
  ok: {},
  stale: {
    detail: "Key Vault cannot be read now; the keys of the last look are used for up to an hour.",
  },
  unable: {
    detail:
      "The keys in Key Vault cannot be read, so nothing is signed or opened; links wait and go on by themselves.",
  },
};

/** Counts and times only: anybody may ask. */
export function healthOf(seen: Seen) {
  const { now, storage, outbox, relay, parked, paused } = seen;
  const swept = timerCheck(seen, seen.sweptAt, sweepLateSeconds);
  const timers = timerChecks(seen);
  const isUnable = !storage || swept.state === "late" || seen.keys.state === "unable";
  const isLate =
    seen.keys.state === "stale" ||
    Object.values(timers).some(({ state }) => state === "late") ||
    (ageOf(outbox, now) ?? 0) > outboxLateSeconds ||
    (ageOf(relay, now) ?? 0) > relayLateSeconds;
  const { webhooks, sweepOld } = seen.timers;
  const looks = [seen.sweptAt, webhooks, sweepOld, outbox, relay, parked];
  const isBlind = looks.includes(undefined);
  const status = isUnable ? "unable" : isLate || isBlind ? "degraded" : "ok";
  const checks = {
    storage: storageCheck(storage),
    keys: { ...seen.keys, ...keyWords[seen.keys.state] },
    sweeper: swept,
    timers,
    outbox: queue(outbox, now),
    relay: queue(relay, now),
    parked: { count: parked ?? null },
    paused,
  };
  return { status, checks } as const;
}
