import type { FunctionApp, Vault } from "../../../local/sandbox/applicationFacts";
import { guidFrom } from "../../../local/sandbox/ids";
import type { Deployment } from "./deployment";

/** An empty vault, where whoever deploys holds the role that writes secrets. */
export function addVault({ sandbox, home }: Deployment): Vault {
  const olga = home.users.find((one) => one.personId === "olga")?.id ?? "";
  const group = `/subscriptions/${guidFrom("subscription")}/resourceGroups/rg-links`;
  const vault: Vault = {
    id: `${group}/providers/Microsoft.KeyVault/vaults/kv-links`,
    name: "kv-links",
    writerIds: [olga],
    secrets: [],
  };
  sandbox.facts.vaults.push(vault);
  return vault;
}

/** The app beside the vault, which whoever deploys may change. */
export function addApp({ sandbox, home }: Deployment): FunctionApp {
  const olga = home.users.find((one) => one.personId === "olga")?.id ?? "";
  const group = `/subscriptions/${guidFrom("subscription")}/resourceGroups/rg-links`;
  const app = {
    id: `${group}/providers/Microsoft.Web/sites/func-links`,
    ...{ writerIds: [olga], referencesRead: 0 },
  };
  sandbox.facts.apps.push(app);
  return app;
}
