import type { SecretClient, SecretProperties } from "@azure/keyvault-secrets";
import type { TokenCredential } from "@azure/identity";
import type { Clock } from "../domain/ports";
import { isLoopback } from "./isLoopback";
import type { KeySecret, KeyVersion, ReadKeys } from "./keyVersions";
import { failureOf } from "./vaultFailure";

/** More than anybody keeps; a vault holds any number of them. Versions that hold no key do not count. */
const mostKeys = 20;
/** Whoever calls is waiting, and asks again soon anyway. */
const retryOptions = { maxRetries: 1, retryDelayInMs: 200, maxRetryDelayInMs: 1000 };

async function openClient(vaultUrl: string, identity: TokenCredential): Promise<SecretClient> {
  const { SecretClient } = await import("@azure/keyvault-secrets");
  return new SecretClient(vaultUrl, identity, {
    retryOptions,
    // Keeps tokens from a host that only says it is a vault; one on this machine is no host of Azure's.
    disableChallengeResourceVerification: isLoopback(vaultUrl),
  });
}

const timeOf = (date: Date | undefined, otherwise = 0): number => date?.getTime() ?? otherwise;

const timesOf = ({ createdOn, notBefore, updatedOn, expiresOn }: SecretProperties) => ({
  begins: Math.max(timeOf(createdOn), timeOf(notBefore)),
  changed: timeOf(updatedOn),
  expires: timeOf(expiresOn, Infinity),
});

/** Undefined for what is no key: 32 bytes, base64url, nothing else. */
function keyBytes(value: string | undefined): Buffer | undefined {
  const bytes = Buffer.from(value ?? "", "base64url");
  return bytes.length === 32 && bytes.toString("base64url") === value ? bytes : undefined;
}

/** Keys from Azure Key Vault: what a version holds never changes, so each is read once. */
export function createVaultKeys(vaultUrl: string, identity: TokenCredential, now: Clock): ReadKeys {
  let opening: Promise<SecretClient> | undefined;
  const known = new Map<string, Buffer | undefined>();

  async function valueOf(client: SecretClient, secret: KeySecret, version: string) {
    const id = `${secret}/${version}`;
    if (!known.has(id)) {
      const { value } = await client.getSecret(secret, { version });
      const bytes = keyBytes(value);
      known.set(id, bytes);
      if (!bytes)
        process.emitWarning(
          `Key Vault: version ${version} of the secret ${secret} is left out; a key is 32 bytes, written as base64url. Add a new version and disable this one.`,
        );
    }
    return known.get(id);
  }

  async function list(client: SecretClient, secret: KeySecret): Promise<SecretProperties[]> {
    const at = Date.parse(now());
    const listed: SecretProperties[] = [];
    for await (const one of client.listPropertiesOfSecretVersions(secret))
      if (one.enabled === true && timeOf(one.expiresOn, Infinity) > at) listed.push(one);
    const isListed = new Set(listed.map(({ version }) => `${secret}/${version ?? ""}`));
    for (const id of known.keys())
      if (id.startsWith(`${secret}/`) && !isListed.has(id)) known.delete(id);
    return listed.sort((a, b) => timeOf(b.createdOn) - timeOf(a.createdOn));
  }

  /** From the newest on, until there are enough that hold a key: what holds none pushes out none that does. */
  async function read(secret: KeySecret): Promise<KeyVersion[]> {
    const client = await (opening ??= openClient(vaultUrl, identity));
    const listed = await list(client, secret);
    const keys: KeyVersion[] = [];
    for (let from = 0; from < listed.length && keys.length < mostKeys; from += mostKeys) {
      const some = listed.slice(from, from + mostKeys).map(async (one) => {
        const kid = one.version ?? "";
        const bytes = await valueOf(client, secret, kid);
        return bytes ? [{ kid, bytes, ...timesOf(one) }] : [];
      });
      keys.push(...(await Promise.all(some)).flat());
    }
    return keys.slice(0, mostKeys);
  }

  return async (secret) => {
    try {
      return await read(secret);
    } catch (error) {
      throw failureOf(secret, error);
    }
  };
}
