import type { Heartbeat } from "../domain/health";
import type { Table } from "./tables";

const partitionKey = "sweeper";

/** One row that each run of a timer overwrites; `run` is the sweep's. */
export const createHeartbeat = (table: Table, rowKey = "run"): Heartbeat => ({
  beat: (at) => table.upsert({ partitionKey, rowKey, at }),
  last: async () => (await table.get<{ at: string }>(partitionKey, rowKey))?.at,
});
