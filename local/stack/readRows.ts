import { TableClient, TableServiceClient } from "@azure/data-tables";

export type Row = Readonly<Record<string, unknown>> & {
  readonly partitionKey?: string;
  readonly rowKey?: string;
};

const local = { allowInsecureConnection: true };

/** Every row of every table in storage. */
export async function readRows(connectionString: string): Promise<Row[]> {
  const service = TableServiceClient.fromConnectionString(connectionString, local);
  const rows: Row[] = [];
  for await (const { name = "" } of service.listTables()) {
    const table = TableClient.fromConnectionString(connectionString, name, local);
    for await (const row of table.listEntities<Record<string, unknown>>()) rows.push(row);
  }
  return rows;
}
