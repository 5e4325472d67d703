import type { Link } from "./link";

/** How many days the engine's history, and names and addresses, are kept after a link is finished. */
export interface Retention {
  readonly retainDays: number;
  readonly evidenceDays: number;
}

const dayMs = 24 * 60 * 60 * 1000;
const later = (instant: string, days: number): string =>
  new Date(Date.parse(instant) + days * dayMs).toISOString();

type Finished = Pick<Link, "since" | "until">;

export const purgeDueAt = ({ since }: Finished, { retainDays }: Retention): string =>
  later(since, retainDays);

/** Access that is to end one day needs its people until then, so the days count from that date. */
export const eraseDueAt = ({ since, until }: Finished, { evidenceDays }: Retention): string =>
  later(until && until.at > since ? until.at : since, evidenceDays);
