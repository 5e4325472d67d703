import { TableClient, type RestError, type TableEntity } from "@azure/data-tables";
import { LinkError } from "../domain/errors";
import type { Config } from "./config";
import { isLoopback } from "./config";

/** One table of ours; it is made when first used. Errors other than the named ones are LinkErrors. */
export interface Table {
  get<T extends object>(
    partition: string,
    row: string,
  ): Promise<(TableEntity<T> & { etag: string }) | undefined>;
  /** False when the row exists already. */
  insert(entity: TableEntity): Promise<boolean>;
  upsert(entity: TableEntity): Promise<void>;
  /** False when the row was changed since `etag`. */
  replace(entity: TableEntity, etag: string): Promise<boolean>;
  /** Replaces the first row by its ETag and inserts the others, all or nothing; false on a conflict. */
  replaceAndInsert(
    replaced: { entity: TableEntity; etag: string },
    inserted: TableEntity[],
  ): Promise<boolean>;
  insertAll(entities: TableEntity[]): Promise<boolean>;
  /** Rows of one partition whose row key is in [from, to), in order. */
  list<T extends object>(
    partition: string,
    range: { from: string; to: string },
  ): Promise<TableEntity<T>[]>;
  remove(partition: string, row: string): Promise<void>;
}

const status = (error: unknown): number | undefined => (error as RestError).statusCode;

/** Answers that no waiting changes: a request that storage refuses for what it is. */
const refused = [400, 401, 403, 404, 413];

/** Storage that does not answer is waited for, without an end: nothing is lost meanwhile. */
function unreachable(error: unknown): LinkError {
  const answer = status(error);
  const words = `table storage answered ${String(answer ?? "nothing")}`;
  return answer !== undefined && refused.includes(answer)
    ? new LinkError({ code: "storage_refused", class: "final" }, words, error)
    : new LinkError({ code: "storage_busy", class: "throttled", seconds: 10 }, words, error);
}

/** Runs a write; false where storage says that somebody else was first (409 exists, 412 changed). */
async function unlessConflict(
  write: () => Promise<unknown>,
  conflicts: readonly number[] = [409, 412],
): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (conflicts.includes(status(error) ?? 0)) return false;
    throw unreachable(error);
  }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function methods(open: () => Promise<TableClient>): Table {
  return {
    async get<T extends object>(partition: string, row: string) {
      const client = await open();
      try {
        return await client.getEntity<TableEntity<T>>(partition, row);
      } catch (error) {
        if (status(error) === 404) return undefined;
        throw unreachable(error);
      }
    },
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
    remove: async (partition, row) => {
      const client = await open();
      try {
        await client.deleteEntity(partition, row);
      } catch (error) {
        if (status(error) !== 404) throw unreachable(error);
      }
    },
  };
}

const isOnThisMachine = (connection: string): boolean => {
  const endpoint = /TableEndpoint=([^;]+)/.exec(connection)?.[1];
  return endpoint ? isLoopback(endpoint) : connection.includes("UseDevelopmentStorage=true");
};

/** Opens a table by name; plain http is allowed to this machine only. */
export function createTable(
  config: Pick<Config, "AzureWebJobsStorage" | "TABLES_PREFIX">,
  name: string,
): Table {
  const client = TableClient.fromConnectionString(
    config.AzureWebJobsStorage,
    config.TABLES_PREFIX + name,
    {
      allowInsecureConnection: isOnThisMachine(config.AzureWebJobsStorage),
      retryOptions: { maxRetries: 1, retryDelayInMs: 200, maxRetryDelayInMs: 1000 },
    },
  );
  let made: Promise<unknown> | undefined;
  const open = async (): Promise<TableClient> => {
    made ??= client.createTable();
    try {
      await made;
      return client;
    } catch (error) {
      made = undefined;
      throw unreachable(error);
    }
  };
  return methods(open);
}
