import type { TableEntity } from "@azure/data-tables";
import { linkId } from "../domain/ids";
import type {
  AgedReservation,
  Reservation,
  ReservationKey,
  Reservations,
} from "../domain/storagePorts";
import type { Table } from "./tables";

interface Place {
  readonly partitionKey: string;
  readonly rowKey: string;
}
interface Stored {
  readonly linkId: string;
  readonly bodyHash: string;
  /** Missing or empty for one that has no age. */
  readonly createdAt?: string;
}

/** Rows by time for the sweeper, behind every hash in the order of keys: `~{createdAt}~{hash}~{link}`. */
const aging = ({ partitionKey, rowKey }: Place, one: Reservation): TableEntity[] =>
  one.createdAt === null
    ? []
    : [{ partitionKey, rowKey: `~${one.createdAt}~${rowKey}~${one.linkId}` }];

const toRow = (at: Place, { linkId, bodyHash, createdAt }: Reservation): TableEntity => ({
  ...at,
  ...{ linkId, bodyHash, createdAt: createdAt ?? "" },
});

const fromRow = ({ linkId: id, bodyHash, createdAt }: Stored): Reservation => ({
  linkId: linkId.parse(id),
  bodyHash,
  createdAt: createdAt ? createdAt : null,
});

const isSame = (a: Reservation, b: Reservation): boolean =>
  a.linkId === b.linkId && a.createdAt === b.createdAt;

async function load(table: Table, { partitionKey, rowKey }: Place) {
  const row = await table.get<Stored>(partitionKey, rowKey);
  return row && { etag: row.etag, reservation: fromRow(row) };
}

/** What became too old; a note about one that is gone or was renewed is dropped. */
async function aged(table: Table, callerId: string, before: string): Promise<AgedReservation[]> {
  const found: AgedReservation[] = [];
  for (const { rowKey = "" } of await table.list(callerId, { from: "~", to: `~${before}` })) {
    const row = rowKey.split("~")[2] ?? "";
    const { reservation, etag } =
      (await load(table, { partitionKey: callerId, rowKey: row })) ?? {};
    if (etag && reservation?.createdAt && reservation.createdAt < before)
      found.push({ row, linkId: reservation.linkId, etag });
    else await table.remove(callerId, rowKey);
  }
  return found;
}

/** What idempotency keys stand for. Partition: the caller; row: the hash of its key. */
export function createReservations(table: Table, digest: (text: string) => string): Reservations {
  const at = ({ callerId, key }: ReservationKey): Place => ({
    partitionKey: callerId,
    rowKey: digest(key),
  });
  const reserve = async (scope: ReservationKey, wanted: Reservation): Promise<Reservation> => {
    const place = at(scope);
    for (;;) {
      if (await table.insertAll([toRow(place, wanted), ...aging(place, wanted)])) return wanted;
      const row = await load(table, place);
      // Given free between our two calls: it is to be had again.
      if (row) return row.reservation;
    }
  };
  return {
    read: async (scope) => (await load(table, at(scope)))?.reservation,
    list: async (callerId) =>
      (await table.list<Stored>(callerId, { from: "", to: "~" })).map((row) => fromRow(row).linkId),
    reserve,
    async renew(scope, from, wanted) {
      const place = at(scope);
      const row = await load(table, place);
      if (!row || !isSame(row.reservation, from)) return reserve(scope, wanted);
      const replaced = { entity: toRow(place, wanted), etag: row.etag };
      const isTaken = await table.replaceAndInsert(replaced, aging(place, wanted));
      return isTaken ? wanted : reserve(scope, wanted);
    },
    async release(scope, reservation) {
      const { partitionKey, rowKey } = at(scope);
      const row = await load(table, { partitionKey, rowKey });
      if (row && isSame(row.reservation, reservation))
        await table.removeUnchanged(partitionKey, rowKey, row.etag);
    },
    aged: (callerId, before) => aged(table, callerId, before),
    forget: (callerId, { row, etag }) => table.removeUnchanged(callerId, row, etag),
  };
}
