import type { KeysSeen } from "../domain/health";
import { keysUnavailable, type KeyRing, type KeyRings, type Ring } from "./keyRing";
import type { KeySecret } from "./keyVersions";
import { awaitedMs, type VaultLooks } from "./vaultLooks";

/** A key that was taken away stops being used, even where the vault cannot be asked. */
const usableMs = 60 * 60 * 1000;
/** What fits no key asks for a new look no more often than this, whoever sends it. */
const lookAgainMs = 60 * 1000;

/** Why there are no keys; undefined where there are. */
function missing(looks: VaultLooks, secrets: readonly KeySecret[]): string | undefined {
  const found = looks.found();
  const why = looks.trouble();
  if (!found) return why ?? "the keys have not been read yet";
  if (looks.age() > usableMs)
    return `the keys could not be read for an hour: ${why ?? "nobody looked"}`;
  const empty = secrets.find((secret) => found[secret].length === 0);
  return empty && `the secret ${empty} has no version that can be used`;
}

function ringOf(looks: VaultLooks, secret: KeySecret): Ring {
  const all = (): KeyRing => {
    const [first, ...others] = looks.found()?.[secret] ?? [];
    const why = missing(looks, [secret]);
    if (why !== undefined || !first) throw keysUnavailable(why ?? `no key in ${secret}`);
    return [first, ...others];
  };
  const isUnsure = () => looks.age() > lookAgainMs;
  const known = (kid: string) => all().find((one) => one.kid === kid);
  const missed = () => {
    if (isUnsure()) looks.want("soon");
  };
  return {
    all,
    missed,
    find(kid) {
      const found = known(kid);
      if (!found) missed();
      return found;
    },
    need(kid) {
      const found = known(kid);
      if (found || !isUnsure()) return found;
      looks.want("now");
      throw keysUnavailable(`a key is not known here; the secret ${secret} is read anew`);
    },
  };
}

/** Keys as they were last read from the vault, for no longer than an hour. */
export function createVaultRings(looks: VaultLooks): KeyRings {
  const seen = (): KeysSeen => {
    const readAt = looks.readAt();
    if (missing(looks, ["signing-keys", "sealing-keys"])) return { state: "unable", readAt };
    const isStale = looks.trouble() !== undefined && looks.age() >= awaitedMs;
    return { state: isStale ? "stale" : "ok", readAt };
  };
  return {
    signing: ringOf(looks, "signing-keys"),
    sealing: ringOf(looks, "sealing-keys"),
    refresh: () => looks.refresh(),
    seen,
  };
}
