import { z } from "zod";
import { objectId } from "../domain/ids";
import type { OperatorSession, OperatorSessions } from "../domain/operator";
import type { Table } from "./tables";

/** All in one partition: as many as sign in between two nights. */
const partition = "session";
const row = z.object({ oid: objectId, begunAt: z.iso.datetime(), endsAt: z.iso.datetime() });

/** Operators' sign-ins by the hash of their id, so that the table gives no cookie away. */
export function createOperatorSessions(
  table: Table,
  digest: (text: string) => string,
): OperatorSessions {
  return {
    begin: async (sessionId, { oid, begunAt, endsAt }) => {
      const rowKey = digest(sessionId);
      await table.upsert({ partitionKey: partition, rowKey, oid, begunAt, endsAt });
    },
    find: async (sessionId) => {
      const read = row.safeParse(await table.get<OperatorSession>(partition, digest(sessionId)));
      return read.success ? read.data : undefined;
    },
    end: (sessionId) => table.remove(partition, digest(sessionId)),
    forgetEnded: async (before) => {
      const all = await table.list<OperatorSession>(partition, { from: "", to: "~" });
      for (const { rowKey, endsAt } of all)
        if (rowKey && endsAt < before) await table.remove(partition, rowKey);
    },
  };
}
