import { LinkError } from "../domain/errors";
import type { Counter, LimitCounters } from "../domain/limits";
import type { Table } from "./tables";

interface Waiting {
  /** Undefined for one that is given back. */
  readonly most: number | undefined;
  readonly done: (granted: boolean) => void;
  readonly failed: (error: unknown) => void;
}

const tries = 30;

const keyOf = ({ day, hour, limit, subject }: Counter) => ({
  partitionKey: day,
  rowKey: [limit, ...(hour === null ? [] : [hour]), subject].join("-"),
});

/** Who of those waiting is granted one, in the order they came, and the count after that. */
function share(counted: number, waiting: readonly Waiting[]) {
  let count = counted;
  const granted = waiting.map(({ most }) => {
    const isGranted = most === undefined || count < most;
    if (isGranted) count = Math.max(0, count + (most === undefined ? -1 : 1));
    return isGranted;
  });
  return { count, granted };
}

/** Counts for all who wait in one conditional write; another process may be first, then once more. */
async function countFor(table: Table, counter: Counter, waiting: readonly Waiting[]) {
  const key = keyOf(counter);
  for (let attempt = 1; attempt <= tries; attempt++) {
    const row = await table.get<{ count: number }>(key.partitionKey, key.rowKey);
    const { count, granted } = share(row?.count ?? 0, waiting);
    if (count === (row?.count ?? 0)) return granted;
    const entity = { ...key, count };
    if (await (row ? table.replace(entity, row.etag) : table.insert(entity))) return granted;
  }
  throw new LinkError(
    { code: "storage_busy", class: "throttled", seconds: 10 },
    "a count is written by others all the time",
  );
}

/**
 * Counts in Azure Tables, one partition a day. All requests of this process that wait for one count share
 * a write, so a flood meets one row's ETag once a round and not once a request.
 */
export function createLimitCounters(table: Table): LimitCounters {
  const lanes = new Map<string, Waiting[]>();

  async function drain(lane: string, counter: Counter): Promise<void> {
    for (let all = lanes.get(lane); all && all.length > 0; all = lanes.get(lane)) {
      lanes.set(lane, []);
      try {
        const granted = await countFor(table, counter, all);
        all.forEach(({ done }, index) => done(granted[index] === true));
      } catch (error) {
        all.forEach(({ failed }) => failed(error));
      }
    }
    lanes.delete(lane);
  }

  const enter = (counter: Counter, most: number | undefined) =>
    new Promise<boolean>((done, failed) => {
      const lane = `${counter.day} ${keyOf(counter).rowKey}`;
      const waiting = lanes.get(lane);
      const one = { most, done, failed };
      if (waiting) return void waiting.push(one);
      lanes.set(lane, [one]);
      void drain(lane, counter);
    });

  return {
    take: (counter, most) => enter(counter, most),
    giveBack: async (counter) => void (await enter(counter, undefined)),
    async count(counter) {
      const { partitionKey, rowKey } = keyOf(counter);
      return (await table.get<{ count: number }>(partitionKey, rowKey))?.count ?? 0;
    },
    async forget(day) {
      for (const { rowKey } of await table.list(day, { from: "", to: "~" }))
        if (rowKey) await table.remove(day, rowKey);
    },
  };
}
