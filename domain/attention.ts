import type { LinkSummary } from "./listing";
import { isFinished, waitingFor, type WaitingOn } from "./states";

/** Why an operator should look at a case. */
export type Concern = "parked" | "overdue" | "slow" | "noReminderLeft";

const urgency: readonly Concern[] = ["parked", "overdue", "slow", "noReminderLeft"];

/** A step of ours takes seconds, or up to a quarter of an hour where a directory copies something. */
const slowMs = 60 * 60 * 1000;

const people: readonly WaitingOn[] = ["administrator", "account"];

const isPast = (instant: string | null, now: string): boolean =>
  instant !== null && Date.parse(instant) <= Date.parse(now);

/** What is wrong with a case, or what will be without help; null where it goes its way. */
export function concernOf(link: LinkSummary, now: string): Concern | null {
  const { status, waitingOn, expiresAt, nextReminderAt, since } = link;
  if (status === "needsOperator") return "parked";
  if (isFinished(status)) return null;
  // The deadline itself decides within a minute: one that lies back was not taken up.
  if (isPast(expiresAt, now)) return "overdue";
  const isOurs = waitingFor(status).on === "directory";
  if (isOurs && Date.parse(now) - Date.parse(since) > slowMs) return "slow";
  const isLast = people.includes(waitingOn) && nextReminderAt === null && expiresAt !== null;
  return isLast ? "noReminderLeft" : null;
}

export interface Concerning {
  readonly link: LinkSummary;
  readonly concern: Concern;
}

/** What cannot go on comes first, the longest-standing before the others; then what runs out soonest. */
function compare(a: Concerning, b: Concerning): number {
  const byConcern = urgency.indexOf(a.concern) - urgency.indexOf(b.concern);
  if (byConcern !== 0) return byConcern;
  const when = ({ link, concern }: Concerning) =>
    concern === "noReminderLeft" ? (link.expiresAt ?? link.since) : link.since;
  return Date.parse(when(a)) - Date.parse(when(b));
}

/** The cases that need a person of this service, the most pressing first; each once. */
export function needingAttention(links: readonly LinkSummary[], now: string): Concerning[] {
  const each = new Map(links.map((link) => [link.id, link]));
  return [...each.values()]
    .flatMap((link) => {
      const concern = concernOf(link, now);
      return concern ? [{ link, concern }] : [];
    })
    .sort(compare);
}

/** How many open cases wait for whom. */
export function countWaiting(links: readonly LinkSummary[]): Readonly<Record<WaitingOn, number>> {
  const counts = { operator: 0, administrator: 0, account: 0, directory: 0, nobody: 0 };
  for (const { waitingOn } of links) counts[waitingOn] += 1;
  return counts;
}
