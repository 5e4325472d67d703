import { LinkError } from "../../domain/errors";
import type { LinkId } from "../../domain/ids";
import { linkSchema, type Link, type StoredEvent } from "../../domain/link";
import type { Links } from "../../domain/storagePorts";

/** The moment that every unit test lives in. */
export const testNow = "2026-11-22T10:00:00.000Z";

export interface FakeLinks extends Links {
  /** The row as it is now. */
  row(id?: LinkId): Link;
  /** Types of the events of a link, in order. */
  told(id?: LinkId): string[];
  /** Changes the row behind everybody's back, without a new version. */
  put(link: Link): void;
  /** From the n-th change on (1 = the next), the process dies before anything is written. */
  dieAtChange(n: number): void;
  /** The process is up again. */
  revive(): void;
}

const copy = (link: Link): Link => linkSchema.parse(JSON.parse(JSON.stringify(link)));

/** Links in memory, numbered like the rows of adapters/linkRows; links that are not known are absent. */
export function fakeLinks(...known: readonly Link[]): FakeLinks {
  const rows = new Map(known.map((link) => [link.id, copy(link)]));
  const events = new Map<LinkId, StoredEvent[]>();
  let changesLeft = Infinity;
  const first = known[0]?.id;
  const rowOf = (id: LinkId | undefined): Link => {
    const row = id && rows.get(id);
    if (!row) throw new LinkError({ code: "not_found", class: "final" }, "not in this fake");
    return row;
  };
  const write: (before: Pick<Link, "lastSeq">, next: Link, told: readonly StoredEvent[]) => void = (
    { lastSeq },
    next,
    told,
  ) => {
    rows.set(next.id, copy({ ...next, lastSeq: lastSeq + told.length, updatedAt: testNow }));
    events.set(next.id, [...(events.get(next.id) ?? []), ...told]);
  };
  const numbered = (after: number, told: readonly Pick<StoredEvent, "type" | "data">[]) =>
    told.map((event, index) => ({ ...event, seq: after + index + 1, time: testNow }));
  return {
    row: (id = first) => rowOf(id),
    told: (id = first) => (id ? (events.get(id) ?? []) : []).map((event) => event.type),
    put: (link) => void rows.set(link.id, copy(link)),
    dieAtChange: (n) => void (changesLeft = n - 1),
    revive: () => void (changesLeft = Infinity),
    async insert({ link, events: told }) {
      if (rows.has(link.id)) return Promise.resolve(false);
      write({ lastSeq: 0 }, { ...link, version: 1 }, numbered(0, told));
      return Promise.resolve(true);
    },
    read: (id) => Promise.resolve(rows.get(id)),
    async change(id, change) {
      await Promise.resolve();
      const before = rowOf(id);
      const wanted = change(before);
      if (!wanted) return before;
      if (changesLeft <= 0) throw new Error("the process died");
      changesLeft -= 1;
      const told = numbered(before.lastSeq, wanted.events);
      write(before, { ...wanted.link, version: before.version + 1 }, told);
      return rowOf(id);
    },
    events: (id, after) =>
      Promise.resolve((events.get(id) ?? []).filter((event) => event.seq > after)),
  };
}
