import type { Clock } from "../domain/ports";
import type { Attempt, Attempts, SessionRows, TicketProgress } from "../domain/storagePorts";
import type { Table } from "./tables";

/** Deletes the rows of a link's partition whose key begins so; `.` follows `-` in the order of keys. */
async function removeAll(table: Table, id: string, prefix: "attempt" | "session"): Promise<void> {
  for (const row of await table.list(id, { from: `${prefix}-`, to: `${prefix}.` }))
    if (row.rowKey) await table.remove(id, row.rowKey);
}

/** Attempts live in their link's partition, by the hash of their state. */
export function createAttempts(table: Table, now: Clock): Attempts {
  const rowKey = (key: string) => `attempt-${key}`;
  return {
    insert: async (key, attempt) => {
      await table.insert({
        partitionKey: attempt.linkId,
        rowKey: rowKey(key),
        doc: JSON.stringify(attempt),
        usedAt: "",
      });
    },
    read: async (key, id) => {
      const row = await table.get<{ doc: string }>(id, rowKey(key));
      return row && (JSON.parse(row.doc) as Attempt);
    },
    use: async (key, id) => {
      const row = await table.get<{ doc: string; usedAt: string }>(id, rowKey(key));
      if (!row || row.usedAt !== "") return false;
      return table.replace(
        { partitionKey: id, rowKey: rowKey(key), doc: row.doc, usedAt: now() },
        row.etag,
      );
    },
    forget: (id) => removeAll(table, id, "attempt"),
  };
}

export function createTicketProgress(table: Table): TicketProgress {
  return {
    told: async (id) => (await table.get<{ seq: number }>(id, "ticket"))?.seq ?? 0,
    tell: (id, seq) => table.upsert({ partitionKey: id, rowKey: "ticket", seq }),
  };
}

export function createSessionRows(table: Table): SessionRows {
  const rowKey = (sessionId: string) => `session-${sessionId}`;
  return {
    put: (key, sealed) =>
      table.upsert({ partitionKey: key.linkId, rowKey: rowKey(key.sessionId), sealed }),
    async renew(key, from, sealed) {
      const at = { partitionKey: key.linkId, rowKey: rowKey(key.sessionId) };
      const row = await table.get<{ sealed: string }>(at.partitionKey, at.rowKey);
      if (row?.sealed === from) await table.replace({ ...at, sealed }, row.etag);
    },
    get: async (key) =>
      (await table.get<{ sealed: string }>(key.linkId, rowKey(key.sessionId)))?.sealed,
    async remove(id, sessionId) {
      if (sessionId) return table.remove(id, rowKey(sessionId));
      await removeAll(table, id, "session");
    },
  };
}
