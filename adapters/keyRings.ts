import type { Clock } from "../domain/ports";
import type { Config } from "./config";
import { fixedRing, type KeyRings } from "./keyRing";
import type { KeySource } from "./keySettings";
import { createManagedIdentity } from "./managedIdentity";
import { createVaultKeys } from "./vaultKeys";
import { createVaultLooks } from "./vaultLooks";
import { createVaultRings } from "./vaultRings";

type Settings = KeySource & Pick<Config, "MANAGED_IDENTITY_CLIENT_ID">;

/** Keys from the vault where one is named, else from the settings; never from both. */
export function createKeyRings(config: Settings, now: Clock): KeyRings {
  if (config.KEY_VAULT_URL !== undefined) {
    const identity = createManagedIdentity(config.MANAGED_IDENTITY_CLIENT_ID);
    const read = createVaultKeys(config.KEY_VAULT_URL, identity, now);
    return createVaultRings(createVaultLooks(read, now));
  }
  return {
    signing: fixedRing(config.SIGNING_KEYS),
    sealing: fixedRing(config.SEALING_KEYS),
    refresh: () => Promise.resolve(),
    seen: () => ({ state: "ok", readAt: null }),
  };
}
