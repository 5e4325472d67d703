import type { TableClient, TableEntity } from "@azure/data-tables";
import { statusOf, unlessConflict, unreachable } from "./tableErrors";
import type { Range, Table } from "./tables";

function filterOf({ from, to, after, before, where = {} }: Range): string {
  const partitions =
    from === to
      ? `PartitionKey eq ${quoted(from)}`
      : `PartitionKey ge ${quoted(from)} and PartitionKey le ${quoted(to)}`;
  return [
    partitions,
    `RowKey gt ${quoted(after)} and RowKey lt ${quoted(before)}`,
    ...Object.entries(where).map(([column, value]) => `${column} eq ${quoted(value)}`),
  ].join(" and ");
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** The table as soon as it is there. */
type Open = () => Promise<TableClient>;
type Reads = Pick<Table, "get" | "list" | "page">;
type Writes = Pick<Table, "insert" | "upsert" | "replace" | "swap">;
type Transactions = Pick<Table, "replaceAndInsert" | "insertAll">;
type Removals = Pick<Table, "remove" | "removeUnchanged">;

/** Reading one row, one partition, a range. */
export const reads = (open: Open): Reads => ({
  async get<T extends object>(partition: string, row: string) {
    const client = await open();
    try {
      return await client.getEntity<TableEntity<T>>(partition, row);
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw unreachable(error);
    }
  },
  async list<T extends object>(partition: string, range: { from: string; to: string }) {
    const client = await open();
    const filter = `PartitionKey eq ${quoted(partition)} and RowKey ge ${quoted(range.from)} and RowKey lt ${quoted(range.to)}`;
    const rows: TableEntity<T>[] = [];
    try {
      for await (const row of client.listEntities<TableEntity<T>>({ queryOptions: { filter } }))
        rows.push(row);
    } catch (error) {
      throw unreachable(error);
    }
    return rows;
  },
  async page<T extends object>(range: Range, top: number) {
    const client = await open();
    const rows: TableEntity<T>[] = [];
    const found = client.listEntities<TableEntity<T>>({
      queryOptions: { filter: filterOf(range) },
    });
    try {
      // A page of storage may be short although more follows, where partitions live on several servers.
      for await (const page of found.byPage({ maxPageSize: top }))
        if (rows.push(...page) >= top) break;
    } catch (error) {
      throw unreachable(error);
    }
    return rows.slice(0, top);
  },
});

/** Writing one row. */
export const writes = (open: Open): Writes => ({
  insert: async (entity) => {
    const client = await open();
    return unlessConflict(() => client.createEntity(entity));
  },
  upsert: async (entity) => {
    const client = await open();
    await unlessConflict(() => client.upsertEntity(entity, "Replace"));
  },
  replace: async (entity, etag) => {
    const client = await open();
    // Deleted meanwhile is changed meanwhile.
    return unlessConflict(() => client.updateEntity(entity, "Replace", { etag }), [404, 412]);
  },
  swap: async (entity, etag) => {
    const client = await open();
    let written: { etag?: string } = {};
    const isOurs = await unlessConflict(async () => {
      written = etag
        ? await client.updateEntity(entity, "Replace", { etag })
        : await client.createEntity(entity);
    }, [404, 409, 412]);
    return isOurs ? written.etag : undefined;
  },
});

/** Writing several rows of one partition, all or nothing. */
export const transactions = (open: Open): Transactions => ({
  replaceAndInsert: async ({ entity, etag }, inserted) => {
    const client = await open();
    return unlessConflict(() =>
      client.submitTransaction([
        ["update", entity, "Replace", { etag }],
        ...inserted.map((row): ["create", TableEntity] => ["create", row]),
      ]),
    );
  },
  insertAll: async (entities) => {
    const client = await open();
    return unlessConflict(() =>
      client.submitTransaction(entities.map((row): ["create", TableEntity] => ["create", row])),
    );
  },
});

/** Deleting one row; one that is not there is deleted. */
export const removals = (open: Open): Removals => ({
  removeUnchanged: async (partition, row, etag) => {
    const client = await open();
    await unlessConflict(() => client.deleteEntity(partition, row, { etag }), [404, 412]);
  },
  remove: async (partition, row) => {
    const client = await open();
    try {
      await client.deleteEntity(partition, row);
    } catch (error) {
      if (statusOf(error) !== 404) throw unreachable(error);
    }
  },
});
