import { z } from "zod";
import { emptyBeside } from "./emptyBeside";

const connectionString = z
  .string()
  .regex(
    /^UseDevelopmentStorage=true|(^|;)Account(Name|Key)=/,
    "must be a storage connection string",
  );

/** Tokens never travel in the clear. */
const tableAddress = z
  .url({ protocol: /^https$/, error: "must be https, like https://ACCOUNT.table.core.windows.net" })
  .transform((text) => text.replace(/\/+$/, ""));

const byIdentity = {
  AzureWebJobsStorage: emptyBeside("AzureWebJobsStorage__tableServiceUri"),
  /** The Functions host's own name: the storage account is reached with the managed identity, without a key. */
  AzureWebJobsStorage__tableServiceUri: tableAddress,
};
const byKey = {
  AzureWebJobsStorage: connectionString,
  AzureWebJobsStorage__tableServiceUri: emptyBeside("AzureWebJobsStorage"),
};

export type StorageSource =
  | { AzureWebJobsStorage: string; AzureWebJobsStorage__tableServiceUri?: undefined }
  | { AzureWebJobsStorage?: undefined; AzureWebJobsStorage__tableServiceUri: string };

/** Exactly one of the two ways: by identity where the account's address is given, else by a connection string. */
export const storageSource = (env: {
  AzureWebJobsStorage__tableServiceUri?: string | undefined;
}) => (env.AzureWebJobsStorage__tableServiceUri ? byIdentity : byKey);
