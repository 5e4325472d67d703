import { LinkError } from "../domain/errors";
import type { LinkSummary, ListFilter, Listing, ListPage } from "../domain/listing";
import { mayWaitFor } from "../domain/states";
import { isEndless, listsFor, ownList, periodPartition, type ListNames } from "./listKeys";
import { newestFirst, periodOf } from "./timeKeys";
import type { Range, Table } from "./tables";

type Asked = Parameters<Listing["page"]>[0];
interface Row {
  readonly row: string;
  readonly item: LinkSummary;
}

type Sought = Required<Pick<Range, "after" | "where">>;

const dayMs = 24 * 60 * 60 * 1000;
/** No link is older. */
const lastPeriod = periodOf(newestFirst("2020-01-01T00:00:00.000Z"));
/** Before the newest link, whichever clock named it. */
const startAt = (now: string): string =>
  newestFirst(new Date(Date.parse(now) + dayMs).toISOString());
/** Four weeks, four more, and then further and further: most pages end in the first. */
const further = 8;
const nextReach = (periods: number, looks: number): number =>
  looks < 2 ? periods : periods * further;
const parse = (doc: string): LinkSummary => JSON.parse(doc) as LinkSummary;
const rowKey = /^\d{13}~[a-z2-7]{26}$/;

/** No link is both. */
const nothing: ListPage = { items: [], continuation: null };

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
 * Lists of links: a partition each, or one for four weeks where a list grows for ever; each row has all that a
 * page shows. How many periods a page of such a list needed is remembered for the next.
 */
export function createListing(table: Table, names: ListNames, now: () => string): Listing {
  const reach = new Map<string, number>();
  async function look(range: Omit<Range, "before">, top: number): Promise<Row[]> {
    const rows = await table.page<{ doc: string }>({ ...range, before: "~" }, top);
    return rows.map(({ rowKey: row = "", doc }) => ({ row, item: parse(doc) }));
  }
  async function endless(name: string, { after, where }: Sought, top: number): Promise<Row[]> {
    const found: Row[] = [];
    let periods = reach.get(name) ?? 1;
    let looks = 0;
    for (let period = periodOf(after); period <= lastPeriod && found.length < top;) {
      const [from, to] = [
        periodPartition(name, period),
        periodPartition(name, period + periods - 1),
      ];
      found.push(...(await look({ from, to, after, where }, top - found.length)));
      period += periods;
      periods = nextReach(periods, ++looks);
    }
    const end = found.length < top ? lastPeriod : periodOf(found.at(-1)?.row ?? after);
    // A page that ends in the next period may well end in its first one the next time.
    reach.set(name, Math.max(1, end - periodOf(after) - 1));
    return found;
  }
  async function own(callerId: string, asked: Asked, after: string): Promise<Row[]> {
    const { lists, where } = listsFor(names, asked.filter);
    const found = lists.map((list) => {
      const name = ownList(callerId, list);
      return isEndless(list)
        ? endless(name, { after, where }, asked.top)
        : look({ from: name, to: name, after, where }, asked.top);
    });
    return (await Promise.all(found)).flat();
  }
  return {
    async page(asked) {
      const { status, waitingOn } = asked.filter;
      if (status && waitingOn && !mayWaitFor(status, waitingOn)) return nothing;
      const cursor = cursors(names, asked.filter);
      const after = asked.continuation === null ? startAt(now()) : cursor.read(asked.continuation);
      const wanted = { ...asked, top: asked.top + 1 };
      const all = await Promise.all(asked.callerIds.map((id) => own(id, wanted, after)));
      // For a moment a link stands under two keys: what is under the current one is newer.
      const once = new Map(
        all
          .flat()
          .map((one): [string, Row] => [one.row, one])
          .reverse(),
      );
      const rows = [...once.values()].sort((a, b) => (a.row < b.row ? -1 : 1));
      const shown = rows.slice(0, asked.top);
      const end = rows.length > asked.top ? shown.at(-1) : undefined;
      return {
        items: shown.map(({ item }) => item),
        continuation: end ? cursor.write(end.row) : null,
      };
    },
  };
}
