import type { Change } from "./changes";
import type { Link } from "./link";
import type { Wait, WaitKind } from "./wait";
import { extendedWait } from "./waits";

/** A question's mail is sent anew at most this often, for each kind of question. */
export const mostResends = 10;
/** A question gets this many more days at a time, so often, and so many in all. */
export const mostDaysAtOnce = 60;
export const mostExtensions = 10;
export const mostDaysExtended = 180;

export const daysExtended = ({ extended }: Wait): number =>
  extended.reduce((sum, { days }) => sum + days, 0);

/**
 * A repeat within a minute is the same request once more: long enough for who lost an answer and sends it
 * again, too short for somebody who looked at the link and wants more of the same.
 */
const repeatMs = 60_000;
const isRepeat = (at: string, now: string): boolean => Date.parse(now) - Date.parse(at) < repeatMs;

/** Whether the open question's mail was sent anew, or is about to be, a moment ago. */
export function wasJustResent({ wait, pastWaits }: Link, now: string): boolean {
  if (!wait) return pastWaits.at(-1)?.decision?.type === "resent";
  if (wait.decision) return wait.decision.type === "resent";
  const before = pastWaits.at(-1);
  const isAnew = before?.what === wait.what && before.decision?.type === "resent";
  return isAnew && isRepeat(before.decision.at, now);
}

export interface Extension {
  readonly by: string;
  readonly at: string;
  readonly days: number;
}

export const wasJustExtended = ({ wait }: Link, { by, at, days }: Extension): boolean =>
  wait?.extended.some((one) => one.by === by && one.days === days && isRepeat(one.at, at)) ?? false;

/** Whose turns are still to come after a question, each with its whole time. */
function daysAfter({ request, parked }: Link, what: WaitKind): number {
  const { signIn, writeback } = request.respondWithinDays;
  const forWriteback = request.passwordWriteback ? writeback : 0;
  switch (what) {
    case "consent":
    case "confirmation":
      return signIn + forWriteback;
    case "signIn":
      return forWriteback;
    case "administrator":
    case "operator":
      return parked?.from === "assigningRole" ? forWriteback : signIn + forWriteback;
    case "writeback":
    case "end":
      return 0;
  }
}

const dayMs = 24 * 60 * 60 * 1000;

/** Whether access would end before everybody who is asked had their time to answer. */
export function isPastEnd(link: Link, wait: Wait): boolean {
  const { accessUntil } = link.request;
  if (accessUntil === null || link.ending) return false;
  const last = Date.parse(wait.deadline) + daysAfter(link, wait.what) * dayMs;
  return last >= Date.parse(accessUntil);
}

/** The open question with more days, and the event that says until when it is open now. */
export function withExtension(link: Link, wait: Wait, more: Extension): Change {
  const extended = extendedWait(link, wait, more);
  const data = { by: more.by, days: more.days, until: extended.deadline };
  return { link: { ...link, wait: extended }, events: [{ type: "link.extended", data }] };
}
