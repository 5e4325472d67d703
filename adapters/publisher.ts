import type { LinkId } from "../domain/ids";
import type { Link } from "../domain/link";
import { addressesOf, summaryOf } from "../domain/listing";
import type { Feed, Publisher } from "../domain/publishing";
import type { Links } from "../domain/storagePorts";
import { columnsOf, listsOf, partitionOf, rowOf, type ListNames } from "./listKeys";
import type { Table } from "./tables";

interface Ports {
  readonly links: Pick<Links, "read" | "events">;
  readonly lists: Table;
  /** The links' own table: what is published stands in the link's partition. */
  readonly rows: Table;
  readonly feed: Pick<Feed, "append">;
  readonly names: ListNames;
}

/** How far a link is published: which version, up to which event, and every list that may have a row of it. */
interface Published {
  readonly version: number;
  readonly seq: number;
  readonly lists: readonly string[];
}
const publishedRow = "published";
const nothing: Published = { version: 0, seq: 0, lists: [] };
const batch = 100;
const tries = 8;

/** Lists and feed of a link follow its row: written after it, and again by whoever finds them behind. */
export function createPublisher(ports: Ports): Publisher {
  return {
    async publish(linkId) {
      let overlapped: readonly string[] | undefined;
      for (let attempt = 1; attempt <= tries; attempt++) {
        overlapped = await publishOnce(ports, linkId, overlapped);
        if (!overlapped) return;
      }
    },
  };
}

/**
 * One round. Where somebody else published at the same moment it answers the lists it has written to:
 * an older state of ours may stand there, so they are written again whatever the version is.
 */
async function publishOnce(
  ports: Ports,
  linkId: LinkId,
  overlapped: readonly string[] | undefined,
): Promise<readonly string[] | undefined> {
  const { rows, links, names } = ports;
  const standing = await rows.get<{ doc: string }>(linkId, publishedRow);
  const before = standing ? (JSON.parse(standing.doc) as Published) : nothing;
  const link = await links.read(linkId);
  if (!link || (!overlapped && link.version <= before.version)) return undefined;
  const lists = listsOf(names, summaryOf(link), addressesOf(link));
  const touched = [...new Set([...before.lists, ...(overlapped ?? []), ...lists])];
  const note = (doc: Published, etag: string | undefined) =>
    rows.swap({ partitionKey: linkId, rowKey: publishedRow, doc: JSON.stringify(doc) }, etag);
  // Which lists may show it is known before any of them does: a death in between leaves no row behind.
  const isNew = touched.length > before.lists.length;
  const begun = isNew ? await note({ ...before, lists: touched }, standing?.etag) : standing?.etag;
  if (begun === undefined) return overlapped ?? [];
  const seq = await tellFeed(ports, link, before.seq);
  await showIn(ports, link, lists);
  const gone = touched.filter((one) => !lists.includes(one));
  await Promise.all(gone.map((list) => ports.lists.remove(...placeOf(link, list))));
  return (await note({ version: link.version, seq, lists }, begun)) ? undefined : touched;
}

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
