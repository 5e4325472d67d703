// A vault's secrets through Azure Resource Manager: it writes values and never shows one.
import { ifThere } from "../azureService.mjs";
import { Mistake } from "../program.mjs";

/** Source: "Secrets - Create Or Update" and "Get" of Azure Resource Manager's Microsoft.KeyVault. */
const query = "?api-version=2023-07-01";
const vaultPath =
  /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^/?#]+\/providers\/Microsoft\.KeyVault\/vaults\/[a-z0-9-]{3,24}$/i;
const needs =
  "the role Key Vault Contributor (or Contributor) on the vault's resource group; a data role is not needed";

export function createSecrets(arm, vaultId) {
  if (!vaultPath.test(vaultId ?? ""))
    throw new Mistake(
      "The vault is named by its resource id, /subscriptions/…/resourceGroups/…/providers/Microsoft.KeyVault/vaults/NAME: --vault-id, or KEY_VAULT_ID as azd has it after `azd provision`.",
    );
  const path = (name) => `${vaultId}/secrets/${name}${query}`;
  return {
    vaultName: vaultId.split("/").at(-1),
    /** What is known of the newest version, without its value; undefined where there is none. */
    find: (name) => ifThere(arm("GET", path(name), { needs })),
    /** Adds a version; the service's answer is not repeated, as it might have the value in it. */
    write: (name, { value, contentType, tags = {} }) =>
      arm("PUT", path(name), {
        body: { properties: { value, contentType, attributes: { enabled: true } }, tags },
        needs,
        isSecret: true,
      }),
  };
}

/** Whether the newest version can be used now. */
export function isUsable({ properties: { attributes = {} } }) {
  const { enabled = true, exp } = attributes;
  return enabled && (exp === undefined || exp * 1000 > Date.now());
}
