// Whoever deploys: their own token, from the command line that they signed in with.
import { AzureCliCredential, AzureDeveloperCliCredential } from "@azure/identity";
import { Mistake } from "./program.mjs";

/** Gives tokens of the person who is signed in with `az` or `azd`; no secret of an application is ever read. */
export function createDeployer({ tenantId, azdFirst = false }) {
  const options = tenantId ? { tenantId } : {};
  const az = { name: "az", credential: new AzureCliCredential(options) };
  const azd = { name: "azd", credential: new AzureDeveloperCliCredential(options) };
  const known = new Map();
  return async function tokenFor(resource) {
    if (known.has(resource)) return known.get(resource);
    const reasons = [];
    for (const { name, credential } of azdFirst ? [azd, az] : [az, azd]) {
      try {
        const { token } = await credential.getToken(`${resource}/.default`);
        known.set(resource, token);
        return token;
      } catch (error) {
        reasons.push(`  ${name}: ${error.message.trim().split("\n")[0]}`);
      }
    }
    const to = tenantId ? ` --tenant ${tenantId}` : "";
    const asAzd = tenantId ? ` --tenant-id ${tenantId}` : "";
    throw new Mistake(
      `There is no token for ${resource}:\n${reasons.join("\n")}\nSign in and start again: az login${to}, or azd auth login${asAzd}`,
    );
  };
}
