import { TableClient, type TableEntity } from "@azure/data-tables";

export type Row = TableEntity<Record<string, unknown>>;

const tables = ["links", "followups", "reservations", "lists", "feed", "limits", "operators"];

/** The product's table of this test file. */
export const table = (name: string): TableClient =>
  TableClient.fromConnectionString(
    process.env["TEST_STORAGE"] ?? "",
    `${process.env["TABLES_PREFIX"] ?? ""}${name}`,
    {
      allowInsecureConnection: true,
    },
  );

/** Every row the product keeps, but for the timers' own: those are written whenever a minute goes by. */
export async function allRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of tables) {
    await table(name).createTable();
    for await (const row of table(name).listEntities<Row>())
      if (row.partitionKey !== "sweeper") rows.push(row);
  }
  return rows;
}

/** Sealed sessions, of one link or of all. */
export async function sessionRows(linkId?: string): Promise<Row[]> {
  const sessions = "RowKey ge 'session-' and RowKey lt 'session.'";
  const filter = linkId ? `PartitionKey eq '${linkId}' and ${sessions}` : sessions;
  await table("links").createTable();
  const rows: Row[] = [];
  for await (const row of table("links").listEntities<Row>({ queryOptions: { filter } }))
    rows.push(row);
  return rows;
}

/** Lets the next test ask for the same account, although a link of an earlier test may still be open. */
export async function forgetOpenLinks(): Promise<void> {
  await table("reservations").createTable();
  for await (const { partitionKey = "", rowKey = "" } of table("reservations").listEntities<Row>())
    if (partitionKey.startsWith("directory-"))
      await table("reservations").deleteEntity(partitionKey, rowKey);
}
