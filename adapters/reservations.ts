import { linkId } from "../domain/ids";
import type { Reservation, ReservationKey, Reservations } from "../domain/storagePorts";
import type { Table } from "./tables";

/** What idempotency keys stand for. Partition: the caller; row: the hash of its key. */
export function createReservations(table: Table, digest: (text: string) => string): Reservations {
  const at = ({ callerId, key }: ReservationKey) => ({
    partitionKey: callerId,
    rowKey: digest(key),
  });
  const load = async (scope: ReservationKey) => {
    const { partitionKey, rowKey } = at(scope);
    const row = await table.get<{ linkId: string; bodyHash: string }>(partitionKey, rowKey);
    return row && { etag: row.etag, linkId: linkId.parse(row.linkId), bodyHash: row.bodyHash };
  };
  const standing = async (scope: ReservationKey, otherwise: Reservation): Promise<Reservation> => {
    const row = await load(scope);
    return row ? { linkId: row.linkId, bodyHash: row.bodyHash } : otherwise;
  };
  return {
    read: async (scope) => {
      const row = await load(scope);
      return row && { linkId: row.linkId, bodyHash: row.bodyHash };
    },
    list: async (callerId) =>
      (await table.list<{ linkId: string }>(callerId, { from: "", to: "~" })).map((row) =>
        linkId.parse(row.linkId),
      ),
    async reserve(scope, wanted) {
      if (await table.insert({ ...at(scope), ...wanted })) return wanted;
      return standing(scope, wanted);
    },
    async renew(scope, from, wanted) {
      const row = await load(scope);
      if (
        row?.linkId === from.linkId &&
        (await table.replace({ ...at(scope), ...wanted }, row.etag))
      )
        return wanted;
      return standing(scope, wanted);
    },
  };
}
