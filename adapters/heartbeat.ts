import type { Heartbeat } from "../domain/health";
import type { Table } from "./tables";

const key = { partitionKey: "sweeper", rowKey: "run" };

/** One row that each run of the sweepers overwrites. */
export const createHeartbeat = (table: Table): Heartbeat => ({
  beat: (at) => table.upsert({ ...key, at }),
  last: async () => (await table.get<{ at: string }>(key.partitionKey, key.rowKey))?.at,
});
