import { z } from "zod";
import { isDelivered, type Delivery } from "./delivery";
import { instant } from "./wait";

/** How far a link's callback has heard its events, and how it goes with the next one. */
export const outboxSchema = z
  .object({
    /** The last event that was heard. */
    told: z.int(),
    /** Failures in a row with the next one. */
    failures: z.int(),
    failingSince: instant.nullable(),
    nextTryAt: instant.nullable(),
    /** Status or code of the last post. */
    lastAnswer: z.string().nullable(),
    /** `gone`: the receiver said 410. `givenUp`: three days are over; a later event begins anew. */
    stopped: z.enum(["gone", "givenUp"]).nullable(),
    stoppedAt: instant.nullable(),
    /** The newest event when it was given up. */
    stoppedSeq: z.int(),
  })
  .readonly();
export type Outbox = z.infer<typeof outboxSchema>;

export const emptyOutbox: Outbox = {
  told: 0,
  failures: 0,
  failingSince: null,
  nextTryAt: null,
  lastAnswer: null,
  stopped: null,
  stoppedAt: null,
  stoppedSeq: 0,
};

/** Seconds until the next try, by failures in a row; the last one goes on. */
const pauses = [30, 60, 300, 900, 1800, 3600, 7200, 14_400, 28_800] as const;
const longestPause = 28_800;
/** What a receiver may ask for with Retry-After. */
const longestWish = 86_400;
const threeDaysMs = 3 * 24 * 3600 * 1000;

function pauseAfter(failures: number, { retryAfter }: Delivery): number {
  const own = pauses[failures - 1] ?? longestPause;
  return retryAfter === null ? own : Math.min(Math.max(retryAfter, pauses[0]), longestWish);
}

/** Whether the callback may be tried now. A link's newest event is `lastSeq`. */
export function maySend(
  outbox: Outbox,
  { lastSeq, now }: { lastSeq: number; now: string },
): boolean {
  if (outbox.told >= lastSeq || outbox.stopped === "gone") return false;
  if (outbox.stopped === "givenUp") return lastSeq > outbox.stoppedSeq;
  return outbox.nextTryAt === null || outbox.nextTryAt <= now;
}

/** Whether an event that was not taken waits for its next try. */
export const isUntold = (outbox: Outbox, seq: number): boolean =>
  outbox.told < seq && outbox.nextTryAt !== null;

/** One event was posted. */
export interface Posted {
  readonly seq: number;
  readonly delivery: Delivery;
  readonly now: string;
  /** The link's newest event. */
  readonly lastSeq: number;
}

/** Status or code of an answer. */
export const answerOf = ({ status, code }: Delivery): string | null =>
  status === null ? code : String(status);

function failed(outbox: Outbox, { delivery, now, lastSeq }: Posted): Outbox {
  const isAnew = outbox.failingSince === null || outbox.stopped !== null;
  const failures = isAnew ? 1 : outbox.failures + 1;
  const failingSince = isAnew ? now : (outbox.failingSince ?? now);
  const lastTry = Date.parse(failingSince) + threeDaysMs;
  const next = Date.parse(now) + pauseAfter(failures, delivery) * 1000;
  const failing = { ...outbox, failures, failingSince, lastAnswer: answerOf(delivery) };
  const stopped = { ...failing, nextTryAt: null, stoppedAt: now, stoppedSeq: lastSeq };
  if (delivery.status === 410) return { ...stopped, stopped: "gone" };
  if (Date.parse(now) >= lastTry) return { ...stopped, stopped: "givenUp" };
  const nextTryAt = new Date(Math.min(next, lastTry)).toISOString();
  return { ...failing, nextTryAt, stopped: null, stoppedAt: null };
}

/**
 * The outbox after a post that began when it was `before`. Undefined where that says nothing new:
 * another sender had the event heard, or noted a failure of it, meanwhile.
 */
export function afterPost(outbox: Outbox, before: Outbox, posted: Posted): Outbox | undefined {
  if (outbox.told >= posted.seq) return undefined;
  if (isDelivered(posted.delivery))
    return { ...emptyOutbox, told: posted.seq, lastAnswer: answerOf(posted.delivery) };
  const isNoted = outbox.failures !== before.failures || outbox.stopped !== before.stopped;
  return isNoted ? undefined : failed(outbox, posted);
}

/** How a callback does, as callers and operators read it. */
export interface CallbackState {
  readonly state: "none" | "ok" | "retrying" | "stopped";
  readonly since: string | null;
  readonly lastAnswer: string | null;
  readonly nextTryAt: string | null;
}

const quiet = { since: null, lastAnswer: null, nextTryAt: null };

/** `outbox` is undefined where the link has no callback. */
export function callbackState(outbox: Outbox | undefined): CallbackState {
  if (!outbox) return { state: "none", ...quiet };
  const { lastAnswer, nextTryAt } = outbox;
  if (outbox.stopped)
    return { state: "stopped", since: outbox.stoppedAt, lastAnswer, nextTryAt: null };
  if (outbox.failingSince)
    return { state: "retrying", since: outbox.failingSince, lastAnswer, nextTryAt };
  return { state: "ok", ...quiet, lastAnswer };
}
