import type { TableEntity } from "@azure/data-tables";
import type { Change } from "../domain/changes";
import { LinkError } from "../domain/errors";
import type { LinkId } from "../domain/ids";
import { linkSchema, type Link, type LinkEvent, type StoredEvent } from "../domain/link";
import type { Clock } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { fromProperties, toProperties } from "./longText";
import type { Table } from "./tables";

/** A link's partition: the row `link`, one row an event (`event-00000001`), and rows of other stores. */
const linkRow = "link";
const eventRow = (seq: number): string => `event-${String(seq).padStart(8, "0")}`;

const toEntity = (link: Link): TableEntity => ({
  partitionKey: link.id,
  rowKey: linkRow,
  ...toProperties(JSON.stringify(link)),
});

const toEvents = (link: Link, first: number, events: readonly LinkEvent[]): TableEntity[] =>
  events.map((event, index) => ({
    partitionKey: link.id,
    rowKey: eventRow(first + index),
    seq: first + index,
    time: link.updatedAt,
    type: event.type,
    data: JSON.stringify(event.data),
  }));

const fromEvent = (
  row: TableEntity<{ seq: number; time: string; type: string; data: string }>,
): StoredEvent => ({
  seq: row.seq,
  time: row.time,
  type: row.type as StoredEvent["type"],
  data: JSON.parse(row.data) as StoredEvent["data"],
});

/** The next version of the row, with its events numbered on from the last. */
function next(before: Link, change: Change, at: string) {
  const link: Link = {
    ...change.link,
    version: before.version + 1,
    lastSeq: before.lastSeq + change.events.length,
    updatedAt: at,
  };
  return { link, events: toEvents(link, before.lastSeq + 1, change.events) };
}

const tries = 12;

/** Links in Azure Tables: one row a link, changed by its ETag together with the events that tell of it. */
export function createLinkRows(table: Table, now: Clock): Links {
  const load = async (linkId: LinkId) => {
    const row = await table.get<Record<string, unknown>>(linkId, linkRow);
    return row && { etag: row.etag, link: linkSchema.parse(JSON.parse(fromProperties(row))) };
  };
  return {
    insert({ link, events }) {
      const first: Link = { ...link, version: 1, lastSeq: events.length, updatedAt: now() };
      return table.insertAll([toEntity(first), ...toEvents(first, 1, events)]);
    },
    read: async (linkId) => (await load(linkId))?.link,
    async change(linkId, change) {
      for (let attempt = 1; attempt <= tries; attempt++) {
        const row = await load(linkId);
        if (!row)
          throw new LinkError(
            { code: "not_found", class: "final" },
            `link ${linkId} is not in storage`,
          );
        const wanted = change(row.link);
        if (!wanted) return row.link;
        const { link, events } = next(row.link, wanted, now());
        if (await table.replaceAndInsert({ entity: toEntity(link), etag: row.etag }, events))
          return link;
      }
      throw new LinkError(
        { code: "storage_busy", class: "transient" },
        `link ${linkId} is written by others all the time`,
      );
    },
    async events(linkId, after) {
      const rows = await table.list<{ seq: number; time: string; type: string; data: string }>(
        linkId,
        {
          from: eventRow(after + 1),
          to: "event.",
        },
      );
      return rows.map(fromEvent);
    },
  };
}
