import type { LinkSummary, Listing } from "../domain/listing";
import type { Clock } from "../domain/ports";
import type { KnownCallers } from "../domain/publishing";
import { isFinished, statuses, type Status } from "../domain/states";

/** What the picture on /ops is made of; the page says so. */
export const windowDays = 30;
export const mostInWindow = 1000;
/** Of each status that is not the last: whatever stands longest may need help most. */
export const mostStanding = 1000;
const pageSize = 100;
const dayMs = 24 * 60 * 60 * 1000;
/** Tabs ask anew every twenty seconds; all of them together need one look. */
const keptMs = 10_000;

export interface Window {
  /** The links asked for in the last days, newest first, up to a number that a page can afford. */
  readonly links: readonly LinkSummary[];
  /** There were more in these days than are looked at. */
  readonly isCut: boolean;
  /** Every open link, however long ago it was asked for. */
  readonly open: readonly LinkSummary[];
  /** Statuses with more open links than are looked at. */
  readonly cut: readonly Status[];
}

interface WindowPorts {
  readonly listing: Listing;
  readonly knownCallers: KnownCallers["knownCallers"];
  readonly now: Clock;
}

interface Read {
  readonly links: readonly LinkSummary[];
  readonly isCut: boolean;
}

/** A list from its newest link on, to its end or as long as `isWanted`. */
async function readList(
  { listing, callerIds }: { listing: Listing; callerIds: readonly string[] },
  status: Status | undefined,
  { most, isWanted }: { most: number; isWanted: (link: LinkSummary) => boolean },
): Promise<Read> {
  const filter = status ? { status } : {};
  const links: LinkSummary[] = [];
  let continuation: string | null = null;
  do {
    const page = await listing.page({ callerIds, filter, top: pageSize, continuation });
    const wanted = page.items.filter(isWanted);
    links.push(...wanted);
    continuation = wanted.length < page.items.length ? null : page.continuation;
  } while (continuation !== null && links.length < most);
  return { links: links.slice(0, most), isCut: continuation !== null };
}

const openStatuses = statuses.filter((status) => !isFinished(status));

async function readWindow(ports: WindowPorts): Promise<Window> {
  const begin = Date.parse(ports.now()) - windowDays * dayMs;
  const isRecent = ({ createdAt }: LinkSummary) => Date.parse(createdAt) >= begin;
  const read = { listing: ports.listing, callerIds: await ports.knownCallers() };
  const [recent, ...standing] = await Promise.all([
    readList(read, undefined, { most: mostInWindow, isWanted: isRecent }),
    ...openStatuses.map((status) =>
      readList(read, status, { most: mostStanding, isWanted: () => true }),
    ),
  ]);
  return {
    ...recent,
    open: standing.flatMap(({ links }) => links),
    cut: openStatuses.filter((_, index) => standing[index]?.isCut),
  };
}

/** Reads the window, or gives the one that was read some seconds ago where nobody needs it `anew`. */
export function createCasesWindow(ports: WindowPorts): (anew: boolean) => Promise<Window> {
  let kept: { readonly atMs: number; readonly window: Promise<Window> } | undefined;
  return (anew) => {
    const atMs = Date.parse(ports.now());
    if (!anew && kept && Math.abs(atMs - kept.atMs) < keptMs) return kept.window;
    const read = { atMs, window: readWindow(ports) };
    kept = read;
    read.window.catch(() => {
      if (kept === read) kept = undefined;
    });
    return read.window;
  };
}
