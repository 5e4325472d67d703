import { readConfig, settingNames } from "../../adapters/config";
import { found, readInfra } from "./bicep";

/** What the Functions host and its extensions read (Microsoft Learn, "App settings reference for Azure Functions"). */
const ofTheHost = [
  ...["blobServiceUri", "queueServiceUri", "tableServiceUri", "credential", "clientId"].map(
    (part) => `AzureWebJobsStorage__${part}`,
  ),
  "APPLICATIONINSIGHTS_CONNECTION_STRING",
  "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
  "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
  ...[
    "extensions__durableTask__storageProvider__type",
    "extensions__durableTask__storageProvider__connectionStringName",
    "extensions__durableTask__storageProvider__maxQueuePollingInterval",
    "extensions__durableTask__hubName",
    "logging__applicationInsights__samplingSettings__excludedTypes",
  ].map((path) => `AzureFunctionsJobHost__${path}`),
];
/** What stands for a setting in Azure: no connection string, no keys in settings. */
const otherwise = ["AzureWebJobsStorage", "SIGNING_KEYS", "SEALING_KEYS"];

const set = [
  ...new Set(found(readInfra("modules/appSettings.bicep"), /^ +([A-Z][A-Za-z0-9_]+): /gm)),
];

function needed(): string[] {
  try {
    readConfig({});
  } catch (error) {
    return found((error as Error).message, /^ {2}(\w+): /gm);
  }
  throw new Error("the product starts without any setting");
}

describe("the settings of the deployed app", () => {
  it("are names that the product or the host knows", () => {
    const known = [...settingNames, ...ofTheHost];
    expect(set.length).toBeGreaterThan(20);
    expect(set.filter((name) => !known.includes(name))).toEqual([]);
  });

  it("are all that the product cannot start without", () => {
    const missing = needed().filter((name) => !set.includes(name) && !otherwise.includes(name));
    expect(missing).toEqual([]);
    expect(set.filter((name) => otherwise.includes(name))).toEqual([]);
  });

  it("hold no secret: callers are a reference to the vault", () => {
    const text = readInfra("modules/appSettings.bicep");
    expect(text).toContain("CALLERS: '@Microsoft.KeyVault(SecretUri=${vaultUrl}secrets/callers)'");
  });
});
