import { createHash, randomBytes } from "node:crypto";

/** Key of the local ticketing system; its hash stands among the callers. */
export const localApiKey = "local-ticket-system-key";

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
});

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
    CALLERS: JSON.stringify([localCaller(new URL(at.sandboxUrl).host)]),
  };
}
