import { dayMs, laterBy } from "./time";

/** How many new links there may be: of a caller in an hour, about a person or a directory in a day. */
export type Limits = Readonly<Record<"caller" | "recipient" | "directory", number>>;

/** Sample events that one caller may have sent in an hour: each is a connection to a host that it names. */
export const webhookTestsAnHour = 60;

/** One count; it starts anew with each window. */
export interface Counter<Limit extends string = keyof Limits | "webhookTest"> {
  readonly limit: Limit;
  /** What is counted; for a person a keyed hash and never the address. */
  readonly subject: string;
  /** The UTC day that the count belongs to, YYYY-MM-DD. */
  readonly day: string;
  /** Hour of the day, for what is counted by the hour. */
  readonly hour: string | null;
  readonly endsAt: string;
}

/** Counts that hold over all instances of the app. May throw `storage_busy`. */
export interface LimitCounters {
  /** Counts one more; false, and nothing counted, where there are `most` already. */
  take(counter: Counter, most: number): Promise<boolean>;
  /** Takes one back that was counted for a link that was not made. */
  giveBack(counter: Counter): Promise<void>;
  count(counter: Counter): Promise<number>;
  /** Deletes the counts of a day that is over. */
  forget(day: string): Promise<void>;
}

const hourMs = 60 * 60 * 1000;
const endOf = (ms: number, now: string): string =>
  new Date((Math.floor(Date.parse(now) / ms) + 1) * ms).toISOString();

/** The UTC day, so many days before `now`. */
export const dayBefore = (days: number, now: string): string =>
  laterBy(now, -days * dayMs).slice(0, 10);

/** Whom and what one new link is about. */
interface CountedFor {
  readonly callerId: string;
  readonly directory: string;
  /** Keyed hashes of the addresses. */
  readonly recipients: readonly string[];
}

const thisHour = (now: string) => ({
  ...{ day: now.slice(0, 10), hour: now.slice(11, 13) },
  endsAt: endOf(hourMs, now),
});

export const webhookTestCounter = (callerId: string, now: string): Counter => ({
  ...{ limit: "webhookTest", subject: callerId },
  ...thisHour(now),
});

/** What is counted by the day: whom links are about, and who is named later. */
export const dailyCounter = (
  limit: "directory" | "recipient",
  subject: string,
  now: string,
): Counter<keyof Limits> => ({
  ...{ limit, subject, day: now.slice(0, 10), hour: null },
  endsAt: endOf(dayMs, now),
});

/** Every count that a new link takes part in at this moment. */
export function countersOf(whose: CountedFor, now: string): Counter<keyof Limits>[] {
  return [
    { limit: "caller", subject: whose.callerId, ...thisHour(now) },
    dailyCounter("directory", whose.directory, now),
    ...[...new Set(whose.recipients)].map((one) => dailyCounter("recipient", one, now)),
  ];
}

/** Whole seconds until the count starts anew. */
export const secondsLeft = ({ endsAt }: Counter, now: string): number =>
  Math.max(1, Math.ceil((Date.parse(endsAt) - Date.parse(now)) / 1000));
