import type { LinkId } from "../domain/ids";
import type { Link } from "../domain/link";
import { addressesOf, summaryOf } from "../domain/listing";
import type { Clock } from "../domain/ports";
import type { Feed, KnownCallers, Publisher } from "../domain/publishing";
import type { FollowUps, Links } from "../domain/storagePorts";
import { columnsOf, listsOf, partitionOf, rowOf, type ListNames } from "./listKeys";
import { oneAtATime } from "./oneAtATime";
import type { Table } from "./tables";

interface Ports {
  readonly links: Pick<Links, "read" | "events">;
  readonly lists: Table;
  /** The links' own table: what is published stands in the link's partition. */
  readonly rows: Table;
  readonly feed: Pick<Feed, "append">;
  readonly names: ListNames;
  readonly callersSeen: Pick<KnownCallers, "note">;
  readonly followUps: Pick<FollowUps, "note">;
  readonly now: Clock;
}

/** How far a link is published: which version, up to which event, and every list that may have a row of it. */
interface Published {
  readonly version: number;
  readonly seq: number;
  readonly lists: readonly string[];
  /** Since when somebody writes, who may be slow or dead: until then their rows may turn up in any of the lists. */
  readonly writing?: string;
}
const publishedRow = "published";
const nothing: Published = { version: 0, seq: 0, lists: [] };
const batch = 100;
/** Nobody writes for longer. */
const writingMs = 60_000;

/** Lists and feed of a link follow its row: written after it, and again by whoever finds them behind. */
export const createPublisher = (ports: Ports): Publisher => ({
  publish: oneAtATime((linkId) => publishOnce(ports, linkId)),
});

const isOver = (writing: string, now: string): boolean =>
  Date.parse(now) - Date.parse(writing) > writingMs;

/**
 * One round. Where another instance publishes at the same moment, an older row may end up on top of a newer
 * one: the mark `writing` stands until a round finds that nobody else can be writing any more.
 */
async function publishOnce(ports: Ports, linkId: LinkId): Promise<void> {
  const { rows, links, names, now } = ports;
  const standing = await rows.get<{ doc: string }>(linkId, publishedRow);
  const before = standing ? (JSON.parse(standing.doc) as Published) : nothing;
  const link = await links.read(linkId);
  if (!link || (link.version <= before.version && before.writing === undefined)) return;
  const lists = listsOf(names, summaryOf(link), addressesOf(link));
  const touched = [...new Set([...before.lists, ...lists])];
  const note = (doc: Published, etag: string | undefined) =>
    rows.swap({ partitionKey: linkId, rowKey: publishedRow, doc: JSON.stringify(doc) }, etag);
  // Which lists may show it is known before any of them does: a death in between leaves no row behind.
  const writing = before.writing ?? now();
  const begun = await note({ ...before, lists: touched, writing }, standing?.etag);
  if (begun === undefined) return lookAgain(ports, linkId);
  await ports.callersSeen.note(link.callerId);
  const seq = await tellFeed(ports, link, before.seq);
  await showIn(ports, link, lists);
  const gone = touched.filter((one) => !lists.includes(one));
  await Promise.all(gone.map((list) => ports.lists.remove(...placeOf(link, list))));
  const isAlone = before.writing === undefined || isOver(before.writing, now());
  const done = { version: link.version, seq, lists };
  const isNoted = await note(isAlone ? done : { ...done, lists: touched, writing }, begun);
  if (!isAlone || !isNoted) await lookAgain(ports, linkId);
}

/** Somebody else was writing and may still be: once that is over, the lists are put in order. */
const lookAgain = ({ followUps, now }: Ports, linkId: LinkId): Promise<void> => {
  const dueAt = new Date(Date.parse(now()) + writingMs + 1000).toISOString();
  return followUps.note({ kind: "relay", linkId, detail: "", dueAt });
};

const placeOf = (link: Link, list: string): [partition: string, row: string] => [
  partitionOf(link.callerId, list, rowOf(link)),
  rowOf(link),
];

/** Each row has all that a page of a list shows. */
async function showIn({ lists, names }: Ports, link: Link, shownIn: readonly string[]) {
  const summary = summaryOf(link);
  const { ticket, directory, status, waitingOn } = summary;
  const columns = columnsOf(names, {
    ...(ticket ? { ticket: ticket.id } : {}),
    ...{ directory: directory.domain, status, waitingOn },
  });
  const doc = JSON.stringify(summary);
  await Promise.all(
    shownIn.map((list) => {
      const [partitionKey, rowKey] = placeOf(link, list);
      return lists.upsert({ partitionKey, rowKey, doc, ...columns });
    }),
  );
}

/** Appends what the feed has not had yet; answers the last seq that it has now. */
async function tellFeed({ links, feed }: Ports, link: Link, told: number): Promise<number> {
  const { id, callerId, request } = link;
  const ticket = request.ticket ? { id: request.ticket.id } : null;
  const events = (await links.events(id, told)).map((event) => ({ ...event, link: id, ticket }));
  for (let from = 0; from < events.length; from += batch)
    await feed.append(callerId, events.slice(from, from + batch));
  return events.at(-1)?.seq ?? told;
}
