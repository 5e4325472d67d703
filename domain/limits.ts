/** How many new links there may be: of a caller in an hour, about a person or a directory in a day. */
export type Limits = Readonly<Record<"caller" | "recipient" | "directory", number>>;

/** One count that a new link takes part in; it starts anew with each window. */
export interface Counter {
  readonly limit: keyof Limits;
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
const dayMs = 24 * hourMs;
const endOf = (ms: number, now: string): string =>
  new Date((Math.floor(Date.parse(now) / ms) + 1) * ms).toISOString();

/** The UTC day, so many days before `now`. */
export const dayBefore = (days: number, now: string): string =>
  new Date(Date.parse(now) - days * dayMs).toISOString().slice(0, 10);

/** Whom and what one new link is about. */
export interface CountedFor {
  readonly callerId: string;
  readonly directory: string;
  /** Keyed hashes of the addresses. */
  readonly recipients: readonly string[];
}

/** What is counted by the day: whom links are about, and who is named later. */
export const dailyCounter = (
  limit: "directory" | "recipient",
  subject: string,
  now: string,
): Counter => ({
  ...{ limit, subject, day: now.slice(0, 10), hour: null },
  endsAt: endOf(dayMs, now),
});

/** Every count that a new link takes part in at this moment. */
export function countersOf(whose: CountedFor, now: string): Counter[] {
  const day = now.slice(0, 10);
  const hourly = { day, hour: now.slice(11, 13), endsAt: endOf(hourMs, now) };
  const recipients = [...new Set(whose.recipients)];
  return [
    { limit: "caller", subject: whose.callerId, ...hourly },
    dailyCounter("directory", whose.directory, now),
    ...recipients.map((recipient) => dailyCounter("recipient", recipient, now)),
  ];
}

/** Whole seconds until the count starts anew. */
export const secondsLeft = ({ endsAt }: Counter, now: string): number =>
  Math.max(1, Math.ceil((Date.parse(endsAt) - Date.parse(now)) / 1000));
