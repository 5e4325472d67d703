import { LinkError } from "../domain/errors";
import type { LinkSummary, ListFilter, Listing } from "../domain/listing";
import { dayPartition, listFor, ownList, type ListNames } from "./listKeys";
import { dayOf, newestFirst } from "./timeKeys";
import type { Table } from "./tables";

type Asked = Parameters<Listing["page"]>[0];
interface Row {
  readonly row: string;
  readonly item: LinkSummary;
}

/** Days that one look covers at first, and how much further the next one goes where it found too few. */
const firstDays = 7;
const further = 8;
const dayMs = 24 * 60 * 60 * 1000;
/** No link is older. */
const lastDay = dayOf(newestFirst("2020-01-01T00:00:00.000Z"));
/** Before the newest link, whichever clock named it. */
const startAt = (now: string): string =>
  newestFirst(new Date(Date.parse(now) + dayMs).toISOString());
const parse = (doc: string): LinkSummary => JSON.parse(doc) as LinkSummary;
const rowKey = /^\d{13}~[a-z2-7]{26}$/;

/** A continuation is where the last page ended, bound to what was asked: not secret, but not for another list. */
function cursors({ hash }: ListNames, filter: ListFilter) {
  const about = hash(JSON.stringify(Object.entries(filter).sort())).slice(0, 12);
  return {
    write: (row: string): string => Buffer.from(`${about} ${row}`).toString("base64url"),
    read(text: string): string {
      const [whose, row = ""] = Buffer.from(text, "base64url").toString("utf8").split(" ");
      if (whose === about && rowKey.test(row)) return row;
      throw new LinkError(
        { code: "invalid_cursor", class: "final" },
        "this continuation was not given out for this list",
      );
    },
  };
}

/**
 * Lists of links: one partition a caller, list and day; each row has all that a page shows. Where a
 * day has few links one look covers many; how many were needed for a list is remembered.
 */
export function createListing(table: Table, names: ListNames, now: () => string): Listing {
  const reach = new Map<string, number>();
  async function own(callerId: string, asked: Asked, after: string): Promise<Row[]> {
    const { list, where } = listFor(names, asked.filter);
    const name = ownList(callerId, list);
    const found: Row[] = [];
    let days = reach.get(name) ?? firstDays;
    for (let day = dayOf(after); day <= lastDay && found.length < asked.top; days *= further) {
      const range = { from: dayPartition(name, day), to: dayPartition(name, day + days - 1) };
      const wanted = { ...range, after, before: "~", where };
      const rows = await table.page<{ doc: string }>(wanted, asked.top - found.length);
      found.push(...rows.map(({ rowKey: row = "", doc }) => ({ row, item: parse(doc) })));
      day += days;
    }
    const end = found.length < asked.top ? lastDay : dayOf(found.at(-1)?.row ?? after);
    reach.set(name, Math.ceil(1.2 * (end - dayOf(after) + 1)));
    return found;
  }
  return {
    async page(asked) {
      const cursor = cursors(names, asked.filter);
      const after = asked.continuation === null ? startAt(now()) : cursor.read(asked.continuation);
      const wanted = { ...asked, top: asked.top + 1 };
      const all = await Promise.all(asked.callerIds.map((id) => own(id, wanted, after)));
      const rows = all.flat().sort((a, b) => (a.row < b.row ? -1 : 1));
      const shown = rows.slice(0, asked.top);
      const end = rows.length > asked.top ? shown.at(-1) : undefined;
      return {
        items: shown.map(({ item }) => item),
        continuation: end ? cursor.write(end.row) : null,
      };
    },
  };
}
