import { readFileSync } from "node:fs";
import { z } from "zod";
import { readConfig, settingNames } from "../../adapters/config";
import { localSettings } from "../../local/localSettings";

const secret = "hunter2hunter2hunter2";
const complete: Record<string, string> = {
  ...localSettings({
    publicUrl: "http://localhost:7071",
    connectionString: "UseDevelopmentStorage=true",
    sandboxUrl: "http://127.0.0.1:7072",
  }),
  ENTRA_AUTHORITY: "https://login.microsoftonline.com/",
  GRAPH_URL: "https://graph.microsoft.com",
  LINK_CLIENT_ID: "fab00000-0000-4000-8000-00000000a001",
  HOME_TENANT_ID: "fab00000-0000-4000-8000-000000000000",
  API_CLIENT_ID: "fab00000-0000-4000-8000-00000000a002",
  MAIL_SENDER: "links@fabrikam.example",
};

const messageOf = (changes: Record<string, string | undefined>): string => {
  try {
    readConfig({ ...complete, ...changes });
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("the settings were accepted");
};
const namesIn = (message: string): string[] =>
  [...message.matchAll(/^ {2}(\w+): /gm)].map((found) => found[1] ?? "");
const aKeyText = (kid: string) => `${kid}:${Buffer.alloc(32, 7).toString("base64url")}`;
const aCaller = {
  id: "helpdesk",
  displayName: "Helpdesk",
  domain: "northwind.example",
  apiKeyHashes: ["a".repeat(64)],
  roles: ["Links.Request"],
  callbackHosts: [],
};

const withKey = { ...aCaller, webhookKeys: [`whsec_${"A".repeat(32)}`] };

describe("the settings", () => {
  it("let callbacks go to this machine only where nobody else can reach the product", () => {
    const LOCAL_CALLBACKS = "http://127.0.0.1:7072";
    expect(readConfig({ ...complete, LOCAL_CALLBACKS }).LOCAL_CALLBACKS).toBe(LOCAL_CALLBACKS);
    const PUBLIC_URL = "https://link.example";
    expect(readConfig({ ...complete, PUBLIC_URL }).LOCAL_CALLBACKS).toBeUndefined();
    expect(messageOf({ LOCAL_CALLBACKS, PUBLIC_URL })).toContain(
      "PUBLIC_URL is not on this machine",
    );
  });

  it("say that a caller who is called back needs a key", () => {
    const caller = { ...aCaller, callbackHosts: ["tickets.example"] };
    expect(messageOf({ CALLERS: JSON.stringify([caller]) })).toContain("needs a webhookKey");
    const signed = { ...withKey, callbackHosts: ["tickets.example", "tickets.example:8443"] };
    expect(readConfig({ ...complete, CALLERS: JSON.stringify([signed]) }).CALLERS).toHaveLength(1);
  });

  it.each(["administrator", "account", "deadline", "enddate", "retention", "operator"])(
    "name no caller as the record names others: %s",
    (id) => {
      const message = messageOf({ CALLERS: JSON.stringify([{ ...aCaller, id }]) });
      expect(message).toContain("this id stands for");
    },
  );

  it("are read as they stand, addresses without the slash at their end", () => {
    const config = readConfig({ ...complete, UNKNOWN: "left alone" });
    expect(config.ENTRA_AUTHORITY).toBe("https://login.microsoftonline.com");
    expect(config.MANAGED_IDENTITY_CLIENT_ID).toBeUndefined();
    expect(config.SIGNING_KEYS?.[0].bytes).toHaveLength(32);
    expect(config.CALLERS[0]?.id).toBe("northwind-tickets");
    expect(config).not.toHaveProperty("UNKNOWN");
  });

  it("name everything that is missing in one message", () => {
    let message = "";
    try {
      readConfig({});
    } catch (error) {
      message = (error as Error).message;
    }
    const optional = [
      "TABLES_PREFIX",
      "ARM_URL",
      "MANAGED_IDENTITY_CLIENT_ID",
      "IDENTITY_ENDPOINT",
      "IDENTITY_HEADER",
      "LIMIT_PER_CALLER",
      "LIMIT_PER_RECIPIENT",
      "LIMIT_PER_DIRECTORY",
      "PAUSED",
      "RETAIN_DAYS",
      "EVIDENCE_DAYS",
      "LOCAL_CALLBACKS",
      "APPLICATIONINSIGHTS_CONNECTION_STRING",
      "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
      "KEY_VAULT_URL",
      "AzureWebJobsStorage__tableServiceUri",
      "OTEL_TRACES_SAMPLER",
      "OTEL_TRACES_SAMPLER_ARG",
    ];
    expect(namesIn(message)).toEqual(settingNames.filter((name) => !optional.includes(name)));
    expect(message).toContain("local.settings.sample.json");
    expect(message.match(/: is missing/g)).toHaveLength(namesIn(message).length);
  });

  it("call an empty setting missing", () => {
    expect(messageOf({ SEALING_KEYS: "" })).toContain("  SEALING_KEYS: is missing");
    expect(messageOf({ AzureWebJobsStorage: "" })).toContain("  AzureWebJobsStorage: is missing");
  });

  it.each([
    ["PUBLIC_URL", secret],
    ["PUBLIC_URL", `ftp://${secret}`],
    ["PUBLIC_URL", `http://${secret}.example`],
    ["GRAPH_URL", `http://${secret}.example`],
    ["AzureWebJobsStorage", secret],
    ["TABLES_PREFIX", `${secret}-`],
    ["ENTRA_AUTHORITY", secret],
    ["GRAPH_URL", secret],
    ["LINK_CLIENT_ID", secret],
    ["MANAGED_IDENTITY_CLIENT_ID", secret],
    ["MAIL_SENDER", secret],
    ["SIGNING_KEYS", secret],
    ["SIGNING_KEYS", `k1:${secret}`],
    ["SEALING_KEYS", `${aKeyText("k1")},${secret}`],
    ["SEALING_KEYS", aKeyText(`${secret} `)],
    ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING", secret],
    ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING", `ClientId=${secret};Authorization=AAD`],
    ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING", `ClientId=${complete["LINK_CLIENT_ID"] ?? ""}`],
    ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "Authorization=Key"],
    ["CALLERS", secret],
    ["CALLERS", "[]"],
    ["CALLERS", JSON.stringify([{ ...aCaller, apiKeyHashes: [secret] }])],
    ["CALLERS", JSON.stringify([{ ...aCaller, apiKeyHashes: Array(3).fill("a".repeat(64)) }])],
    ["CALLERS", JSON.stringify([{ ...aCaller, roles: [secret] }])],
    ["CALLERS", JSON.stringify([{ ...aCaller, id: "Not An Id" }])],
    ["CALLERS", JSON.stringify([aCaller, { ...aCaller, apiKeyHashes: [] }])],
    ["CALLERS", JSON.stringify([aCaller, { ...aCaller, id: "other" }])],
    ["CALLERS", JSON.stringify([{ ...aCaller, callbackHosts: ["tickets.example"] }])],
    ["CALLERS", JSON.stringify([{ ...withKey, callbackHosts: [`https://${secret}/`] }])],
    ["CALLERS", JSON.stringify([{ ...withKey, callbackHosts: ["tickets.example:443"] }])],
    ["CALLERS", JSON.stringify([{ ...withKey, webhookKeys: [secret] }])],
    ["LOCAL_CALLBACKS", `https://${secret}.example`],
    ["CALLERS", JSON.stringify([{ ...aCaller, [secret.toUpperCase()]: 1 }])],
  ])("refuse a wrong %s and never repeat its value", (name, value) => {
    const message = messageOf({ [name]: value });
    expect(new Set(namesIn(message))).toEqual(new Set([name]));
    expect(message).not.toContain(secret);
  });

  it("read several keys, the first one first", () => {
    const SIGNING_KEYS = `${aKeyText("new")}, ${aKeyText("old")}`;
    const { SIGNING_KEYS: ring } = readConfig({ ...complete, SIGNING_KEYS });
    expect(ring?.map((key) => key.kid)).toEqual(["new", "old"]);
  });

  const inVault = { SIGNING_KEYS: "", SEALING_KEYS: "" };

  it("name a vault in the place of the keys", () => {
    const url = "https://links.vault.azure.net";
    for (const KEY_VAULT_URL of [url, `${url}/`]) {
      const config = readConfig({ ...complete, ...inVault, KEY_VAULT_URL });
      expect(config).toMatchObject({ KEY_VAULT_URL: url });
      expect([config.SIGNING_KEYS, config.SEALING_KEYS]).toEqual([undefined, undefined]);
    }
  });

  it("name one place of keys, not two and not none", () => {
    const both = messageOf({ KEY_VAULT_URL: "https://links.vault.azure.net" });
    expect(namesIn(both)).toEqual(["SIGNING_KEYS", "SEALING_KEYS"]);
    expect(both).toContain("SIGNING_KEYS: must be empty where KEY_VAULT_URL is set");
    const none = messageOf(inVault);
    expect(none).toContain("SIGNING_KEYS: is missing (or set KEY_VAULT_URL instead)");
    const half = messageOf({ KEY_VAULT_URL: "https://links.vault.azure.net", SEALING_KEYS: "" });
    expect(namesIn(half)).toEqual(["SIGNING_KEYS"]);
  });

  it.each([
    "http://links.vault.azure.net",
    "http://127.0.0.1:8443",
    `https://links.example/${secret}`,
    secret,
  ])("take no vault at %s", (KEY_VAULT_URL) => {
    const message = messageOf({ ...inVault, KEY_VAULT_URL });
    expect(new Set(namesIn(message))).toEqual(new Set(["KEY_VAULT_URL"]));
    expect(message).not.toContain(secret);
  });

  const address = "AzureWebJobsStorage__tableServiceUri";

  it("name storage by its address in the place of a connection string", () => {
    const tables = "https://links.table.core.windows.net";
    for (const given of [tables, `${tables}/`]) {
      const config = readConfig({ ...complete, AzureWebJobsStorage: "", [address]: given });
      expect(config[address]).toBe(tables);
      expect(config.AzureWebJobsStorage).toBeUndefined();
    }
    expect(namesIn(messageOf({ [address]: tables }))).toEqual(["AzureWebJobsStorage"]);
    expect(messageOf({ AzureWebJobsStorage: "" })).toContain(`(or set ${address} instead)`);
  });

  it.each([
    "http://links.table.core.windows.net",
    "http://127.0.0.1:10002/devstoreaccount1",
    secret,
  ])("take no storage by identity at %s: tokens do not travel in the clear", (given) => {
    const message = messageOf({ AzureWebJobsStorage: "", [address]: given });
    expect(namesIn(message)).toEqual([address]);
    expect(message).not.toContain(secret);
  });

  it.each([
    [`ClientId=${complete["LINK_CLIENT_ID"] ?? ""};Authorization=AAD`, complete["LINK_CLIENT_ID"]],
    [`Authorization=AAD;ClientId=${complete["LINK_CLIENT_ID"] ?? ""}`, complete["LINK_CLIENT_ID"]],
    ["Authorization=AAD", undefined],
  ])("say which identity sends telemetry: %s", (text, clientId) => {
    const config = readConfig({ ...complete, APPLICATIONINSIGHTS_AUTHENTICATION_STRING: text });
    expect(config.APPLICATIONINSIGHTS_AUTHENTICATION_STRING).toEqual({ clientId });
    const none = readConfig({ ...complete, APPLICATIONINSIGHTS_AUTHENTICATION_STRING: "" });
    expect(none.APPLICATIONINSIGHTS_AUTHENTICATION_STRING).toBeUndefined();
  });

  it("stand in the sample file, all of them and no others", () => {
    const sample = z
      .object({ Values: z.record(z.string(), z.string()) })
      .parse(JSON.parse(readFileSync("local.settings.sample.json", "utf8")));
    expect(Object.keys(sample.Values).sort()).toEqual(
      ["FUNCTIONS_WORKER_RUNTIME", ...settingNames].sort(),
    );
  });
});
