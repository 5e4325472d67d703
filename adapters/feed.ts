import { LinkError } from "../domain/errors";
import type { Clock } from "../domain/ports";
import type { Feed, FeedEvent } from "../domain/publishing";
import { dayKey, dayOf, oldestFirst } from "./timeKeys";
import type { Table } from "./tables";

/**
 * What was written in the last seconds is not shown yet, so that nothing can slip in before a cursor; clocks
 * of instances may be seven seconds apart.
 */
const settleMs = 10_000;
/** A write that took longer may have slipped in; it is made once more, later in the feed. */
const slowMs = 3000;
/** Of writers that meet in one millisecond, one goes on to the next. */
const tries = 50;

const rowKey = /^\d{13}~[a-z2-7]{26}~\d{8}$/;
const start = "0".repeat(13);
const decode = (cursor: string): string => {
  const row = Buffer.from(cursor, "base64url").toString("utf8");
  if (rowKey.test(row) || row === start) return row;
  throw new LinkError(
    { code: "invalid_cursor", class: "final" },
    "this cursor was not given out by the feed",
  );
};
const encode = (row: string): string => Buffer.from(row).toString("base64url");
const before = (at: string, ms: number): string => new Date(Date.parse(at) - ms).toISOString();

/** One partition a caller and day, rows by the time of writing, link and seq. */
export function createFeed(table: Table, now: Clock): Feed {
  const partition = (callerId: string, key: string) => `${callerId}~${dayKey(dayOf(key))}`;
  const rowsAt = (at: string, callerId: string, events: readonly FeedEvent[]) =>
    events.map((event) => ({
      partitionKey: partition(callerId, at),
      rowKey: `${at}~${event.link}~${String(event.seq).padStart(8, "0")}`,
      doc: JSON.stringify(event),
    }));
  async function write(callerId: string, events: readonly FeedEvent[]): Promise<void> {
    const begun = Date.parse(now());
    for (let later = 0; later < tries; later++) {
      const at = oldestFirst(new Date(begun + later).toISOString());
      if (await table.insertAll(rowsAt(at, callerId, events))) return;
    }
    throw new LinkError(
      { code: "storage_busy", class: "transient" },
      "the feed is written by others all the time",
    );
  }
  return {
    async page({ callerId, after, top }) {
      const from = after === null ? start : decode(after);
      const until = oldestFirst(before(now(), settleMs));
      const days = { from: partition(callerId, from), to: partition(callerId, until) };
      const rows = await table.page<{ doc: string }>({ ...days, after: from, before: until }, top);
      return {
        events: rows.map(({ doc }) => JSON.parse(doc) as FeedEvent),
        cursor: encode(rows.at(-1)?.rowKey ?? from),
      };
    },
    async append(callerId, events) {
      for (let begun = now(); events.length > 0; begun = now()) {
        await write(callerId, events);
        if (Date.parse(now()) - Date.parse(begun) <= slowMs) return;
      }
    },
  };
}
