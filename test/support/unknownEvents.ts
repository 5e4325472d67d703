import { eventTypes, type EventType } from "../../domain/events";
import { table, type Row } from "./rows";

/** A page of storage: enough to see every type that a test file writes. */
const most = 1000;

const fault = (row: Row): string | undefined => {
  const type = String(row["type"]);
  if (!Object.hasOwn(eventTypes, type)) return `${type} is not in domain/events.ts`;
  const parsed = eventTypes[type as EventType].data.safeParse(JSON.parse(String(row["data"])));
  return parsed.success ? undefined : `${type}: ${parsed.error.message}`;
};

/** Events that the product wrote and that the table of events does not have, or not with such data. */
export async function unknownEvents(): Promise<string[]> {
  await table("links").createTable();
  const filter = "RowKey ge 'event-' and RowKey lt 'event.'";
  const pages = table("links")
    .listEntities<Row>({ queryOptions: { filter } })
    .byPage({ maxPageSize: most });
  for await (const page of pages) return [...new Set(page.flatMap((row) => fault(row) ?? []))];
  return [];
}
