import type { Link } from "./link";
import { dayMs, laterBy } from "./time";

/** How many days the engine's history, and names and addresses, are kept after a link is finished. */
export interface Retention {
  readonly retainDays: number;
  readonly evidenceDays: number;
}

const later = (instant: string, days: number): string => laterBy(instant, days * dayMs);

type Finished = Pick<Link, "since" | "until">;

export const purgeDueAt = ({ since }: Finished, { retainDays }: Retention): string =>
  later(since, retainDays);

/** Access that is to end one day needs its people until then, so the days count from that date. */
export const eraseDueAt = ({ since, until }: Finished, { evidenceDays }: Retention): string =>
  later(until && until.at > since ? until.at : since, evidenceDays);
