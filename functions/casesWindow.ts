import type { LinkSummary, Listing } from "../domain/listing";
import type { Status } from "../domain/states";

/** What the picture on /ops is made of; the page says so. */
export const windowDays = 30;
export const mostInWindow = 1000;
const pageSize = 100;
const dayMs = 24 * 60 * 60 * 1000;

export interface Window {
  readonly links: readonly LinkSummary[];
  /** There were more in these days than are looked at. */
  readonly isCut: boolean;
}

interface Asked {
  readonly listing: Listing;
  readonly callerIds: readonly string[];
  readonly now: string;
}

/** The links asked for in the last days, newest first, up to a number that a page can afford. */
export async function readWindow({ listing, callerIds, now }: Asked): Promise<Window> {
  const begin = Date.parse(now) - windowDays * dayMs;
  const links: LinkSummary[] = [];
  let continuation: string | null = null;
  do {
    const asked = { callerIds, filter: {}, top: pageSize, continuation };
    const page = await listing.page(asked);
    const inside = page.items.filter(({ createdAt }) => Date.parse(createdAt) >= begin);
    links.push(...inside);
    const isOver = inside.length < page.items.length || page.items.length === 0;
    continuation = isOver ? null : page.continuation;
  } while (continuation !== null && links.length < mostInWindow);
  return { links: links.slice(0, mostInWindow), isCut: continuation !== null };
}

/** Where cases stand that may need help, however long ago they were asked for. */
const standing: readonly Status[] = ["needsOperator", "awaitingAdministrator", "ending"];

export async function readStanding({ listing, callerIds }: Asked): Promise<LinkSummary[]> {
  const pages = await Promise.all(
    standing.map((status) =>
      listing.page({ callerIds, filter: { status }, top: pageSize, continuation: null }),
    ),
  );
  return pages.flatMap(({ items }) => items);
}
