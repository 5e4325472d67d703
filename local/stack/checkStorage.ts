import { TableServiceClient, type RestError } from "@azure/data-tables";

/** Where the connection string points to, without its key; `UseDevelopmentStorage=true` names no place. */
const placeOf = (connectionString: string): string =>
  /TableEndpoint=([^;]+)/i.exec(connectionString)?.[1] ??
  /AccountName=([^;]+)/i.exec(connectionString)?.[1] ??
  "http://127.0.0.1:10002";

/** Asks table storage one real question; throws one clear message when it does not answer. */
export async function checkStorage(connectionString: string): Promise<void> {
  const advice = "Start the storage, or correct the setting AzureWebJobsStorage.";
  try {
    const service = TableServiceClient.fromConnectionString(connectionString, {
      allowInsecureConnection: true,
      retryOptions: { maxRetries: 0 },
    });
    const signal = AbortSignal.timeout(5000);
    await service.listTables({ abortSignal: signal }).byPage({ maxPageSize: 1 }).next();
  } catch (cause) {
    const { statusCode } = cause as RestError;
    const what = statusCode === undefined ? "does not answer" : `answered ${String(statusCode)}`;
    throw new Error(`Table storage at ${placeOf(connectionString)} ${what}. ${advice}`, { cause });
  }
}
