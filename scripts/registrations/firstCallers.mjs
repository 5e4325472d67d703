// Before anything is made: the app does not start without callers.
import { existsSync } from "node:fs";
import { createService } from "../azureService.mjs";
import { readCallersFile } from "../callersFile.mjs";
import { Mistake } from "../program.mjs";
import { createSecrets } from "../vault/secrets.mjs";

const file = "callers.json";

/** Passes where the file is there and right, or the vault of an earlier run has the secret. */
export async function requireCallers({ tokenFor, addresses, vaultId }) {
  if (existsSync(file)) return void (await readCallersFile(file));
  const arm = createService({
    name: "Azure Resource Manager",
    origin: addresses.armUrl,
    resource: addresses.resources.arm,
    tokenFor,
  });
  if (vaultId && (await createSecrets(arm, vaultId).find("callers"))) return;
  throw new Mistake(
    `The app needs a first caller, and there is no ${file} beside azure.yaml. Nothing was made yet.
Make one and start again:
  npm run -s caller -- --list --id helpdesk --name "Northwind Helpdesk" --domain northwind.example \\
    --role Links.Request --role Links.Read --callback tickets.northwind.example > ${file}`,
  );
}
