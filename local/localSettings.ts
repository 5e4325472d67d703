import { createHash, randomBytes } from "node:crypto";
import { ticketAppId } from "./sandbox/ids";

/** Key of the local ticketing system; its hash stands among the callers. */
export const localApiKey = "local-ticket-system-key";

/** Signs the webhooks to it; the sandbox checks the signature with the same one. */
export const localWebhookKey = `whsec_${Buffer.from("webhook key of this machine only!").toString("base64")}`;

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const newKey = (): string => `local:${randomBytes(32).toString("base64url")}`;

/** The ticketing system that the sandbox plays, as a declared caller. */
export const localCaller = (ticketHost: string) => ({
  id: "northwind-tickets",
  displayName: "Northwind Service Desk",
  domain: "northwind.example",
  apiKeyHashes: [sha256(localApiKey)],
  roles: ["Links.Request", "Links.Read"],
  callbackHosts: [ticketHost],
  appIds: [ticketAppId],
  webhookKeys: [localWebhookKey],
});

interface OtherCaller {
  readonly id: string;
  readonly displayName: string;
  readonly key: string;
  readonly roles: readonly string[];
}

/** To see what somebody else gets: their links are not yours, and who may only read asks for none. */
const otherCallers: readonly OtherCaller[] = [
  {
    ...{ id: "northwind-portal", displayName: "Northwind Portal", key: "local-portal-key" },
    roles: ["Links.Request", "Links.Read"],
  },
  {
    ...{ id: "northwind-reports", displayName: "Northwind Reports", key: "local-reader-key" },
    roles: ["Links.Read"],
  },
];

/** Everybody who may call the app on this machine. */
export const localCallers = (ticketHost: string) => [
  localCaller(ticketHost),
  ...otherCallers.map(({ id, displayName, key, roles }) => ({
    ...{ id, displayName, domain: "northwind.example" },
    ...{ apiKeyHashes: [sha256(key)], roles, callbackHosts: [], appIds: [], webhookKeys: [] },
  })),
];

/** What the sandbox does not give: where the app is, its storage, its keys and its callers. */
export function localSettings(at: {
  publicUrl: string;
  connectionString: string;
  sandboxUrl: string;
}): Record<string, string> {
  return {
    PUBLIC_URL: at.publicUrl,
    AzureWebJobsStorage: at.connectionString,
    TABLES_PREFIX: "",
    MANAGED_IDENTITY_CLIENT_ID: "",
    SIGNING_KEYS: newKey(),
    SEALING_KEYS: newKey(),
    LIMIT_PER_CALLER: "100000",
    LIMIT_PER_RECIPIENT: "100000",
    LIMIT_PER_DIRECTORY: "100000",
    CALLERS: JSON.stringify(localCallers(new URL(at.sandboxUrl).host)),
  };
}
