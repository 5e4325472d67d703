import { LinkError } from "../domain/errors";
import type { LinkId } from "../domain/ids";
import { emptyOutbox, outboxSchema, type Outbox } from "../domain/outbox";
import type { Outboxes } from "../domain/storagePorts";
import type { Table } from "./tables";

/** Rows of before there were retries have a number only. */
interface Row {
  readonly seq: number;
  readonly doc?: string;
}

const rowKey = "ticket";
const tries = 12;

const fromRow = (row: Row | undefined): Outbox =>
  row?.doc
    ? outboxSchema.parse(JSON.parse(row.doc))
    : { ...emptyOutbox, told: row?.seq ?? emptyOutbox.told };

/** One row a link, in the link's own partition, changed by its ETag. */
export function createOutboxes(table: Table): Outboxes {
  const write = (id: LinkId, outbox: Outbox, etag: string | undefined): Promise<boolean> => {
    const doc = JSON.stringify(outbox);
    const entity = { partitionKey: id, rowKey, seq: outbox.told, doc };
    return etag === undefined ? table.insert(entity) : table.replace(entity, etag);
  };
  return {
    read: async (id) => fromRow(await table.get<Row>(id, rowKey)),
    async change(id, change) {
      for (let attempt = 1; attempt <= tries; attempt++) {
        const row = await table.get<Row>(id, rowKey);
        const before = fromRow(row);
        const after = change(before);
        if (!after) return before;
        if (await write(id, after, row?.etag)) return after;
      }
      throw new LinkError(
        { code: "storage_busy", class: "transient" },
        `the outbox of link ${id} is written by others all the time`,
      );
    },
  };
}
