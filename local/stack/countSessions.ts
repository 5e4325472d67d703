import { TableClient } from "@azure/data-tables";

/** How many sealed sessions are in storage, of all links. */
export async function countSessions(connectionString: string): Promise<number> {
  const table = TableClient.fromConnectionString(connectionString, "links", {
    allowInsecureConnection: true,
  });
  const filter = "RowKey ge 'session-' and RowKey lt 'session.'";
  let count = 0;
  for await (const row of table.listEntities({ queryOptions: { filter, select: ["RowKey"] } }))
    if (row.rowKey) count += 1;
  return count;
}
