import { TableClient, type TableEntity } from "@azure/data-tables";
import type { Config } from "./config";
import { isLoopback } from "./isLoopback";
import { createManagedIdentity } from "./managedIdentity";
import type { StorageSource } from "./storageSettings";
import { reads, removals, transactions, writes } from "./tableCalls";
import { unreachable } from "./tableErrors";

type TableSettings = StorageSource & Pick<Config, "TABLES_PREFIX" | "MANAGED_IDENTITY_CLIENT_ID">;

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
  /** Inserts (without an ETag) or replaces; the new ETag, or undefined where somebody else was first. */
  swap(entity: TableEntity, etag: string | undefined): Promise<string | undefined>;
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
  /** The first `top` rows of a range, by partition key and row key. */
  page<T extends object>(range: Range, top: number): Promise<TableEntity<T>[]>;
  remove(partition: string, row: string): Promise<void>;
  /** Removes a row that is as it was read; one that was changed since stays. */
  removeUnchanged(partition: string, row: string, etag: string): Promise<void>;
}

/** Partition keys from `from` to `to`, both included; row keys between `after` and `before`, both not. */
export interface Range {
  readonly from: string;
  readonly to: string;
  readonly after: string;
  readonly before: string;
  /** Values that columns have to have. */
  readonly where?: Readonly<Record<string, string>>;
}

const isOnThisMachine = (connection: string): boolean => {
  const endpoint = /TableEndpoint=([^;]+)/.exec(connection)?.[1];
  return endpoint ? isLoopback(endpoint) : connection.includes("UseDevelopmentStorage=true");
};

const retryOptions = { maxRetries: 1, retryDelayInMs: 200, maxRetryDelayInMs: 1000 };

/** By the account's address and our identity where that is set, else by a connection string with its key. */
function openClient(config: TableSettings, table: string): TableClient {
  const { AzureWebJobsStorage: connection, AzureWebJobsStorage__tableServiceUri: address } = config;
  if (address !== undefined) {
    const identity = createManagedIdentity(config.MANAGED_IDENTITY_CLIENT_ID);
    return new TableClient(address, table, identity, { retryOptions });
  }
  return TableClient.fromConnectionString(connection, table, {
    // Plain http is allowed to this machine only.
    allowInsecureConnection: isOnThisMachine(connection),
    retryOptions,
  });
}

/** Opens a table by name. */
export function createTable(config: TableSettings, name: string): Table {
  const client = openClient(config, config.TABLES_PREFIX + name);
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
  return { ...reads(open), ...writes(open), ...transactions(open), ...removals(open) };
}
