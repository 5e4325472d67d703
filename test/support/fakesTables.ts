import { randomBytes } from "node:crypto";
import { createTable, type Table } from "../../adapters/tables";

/** A new, empty table of the test run's Azurite. */
export const newTable = (): Table =>
  createTable(
    {
      AzureWebJobsStorage: process.env["TEST_STORAGE"] ?? "",
      TABLES_PREFIX: `u${randomBytes(6).toString("hex")}`,
    },
    "unit",
  );

/** Runs the same thing so many times at once. */
export const atOnce = <T>(times: number, run: (index: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, (_, index) => run(index)));
