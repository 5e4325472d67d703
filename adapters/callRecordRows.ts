import { randomBytes } from "node:crypto";
import type { TableEntity } from "@azure/data-tables";
import { z } from "zod";
import type { CallRecord, CallRecords } from "../domain/callRecords";
import type { LinkId } from "../domain/ids";
import type { Table } from "./tables";

const record = z.object({
  at: z.string(),
  step: z.string(),
  method: z.string(),
  path: z.string(),
  status: z.int(),
  requestId: z.string(),
});

/** Table storage takes so many rows at once. */
const batch = 100;

/** In order of time; two runs at the same moment differ by the last part. */
const rowKey = (at: string, n: number): string =>
  `call-${at}-${String(n).padStart(3, "0")}-${randomBytes(3).toString("hex")}`;

const toRow = (linkId: LinkId, n: number, { requestId, ...rest }: CallRecord): TableEntity => ({
  partitionKey: linkId,
  rowKey: rowKey(rest.at, n),
  ...rest,
  requestId: requestId ?? "",
});

/** Calls to Microsoft in the partition of their link, one small row each, written once. */
export const createCallRecordRows = (table: Table): CallRecords => ({
  async add(linkId, records) {
    for (let first = 0; first < records.length; first += batch) {
      const some = records.slice(first, first + batch);
      await table.insertAll(some.map((one, n) => toRow(linkId, first + n, one)));
    }
  },
  async of(linkId) {
    const rows = await table.list(linkId, { from: "call-", to: "call." });
    return rows.map((row) => {
      const { requestId, ...rest } = record.parse(row);
      return { ...rest, requestId: requestId || null };
    });
  },
});
