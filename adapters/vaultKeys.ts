import type { SecretClient, SecretProperties } from "@azure/keyvault-secrets";
import type { TokenCredential } from "@azure/identity";
import type { Clock } from "../domain/ports";
import { isLoopback } from "./isLoopback";
import type { SecretKey } from "./keyRing";

/** The two secrets of the vault that hold keys: each of their versions is one. */
export type KeySecret = "signing-keys" | "sealing-keys";

export interface KeyVersion extends SecretKey {
  /** Since when whoever looked could know it; milliseconds. */
  readonly since: number;
}

/** All versions of a secret that may be used now, the newest first. */
export type ReadKeys = (secret: KeySecret) => Promise<readonly KeyVersion[]>;

/** The vault said no, or nothing; in our own words, which repeat nothing of what it said. */
export class VaultFailure extends Error {
  override readonly name = "VaultFailure";
}

/** More than anybody keeps; a vault holds any number of them. */
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

const timeOf = (date: Date | undefined): number => date?.getTime() ?? 0;

/** A vault gives values of expired and future versions too: leaving those out is the reader's part. */
const isUsable = ({ enabled, expiresOn, notBefore }: SecretProperties, at: number): boolean =>
  enabled === true &&
  (expiresOn === undefined || expiresOn.getTime() > at) &&
  timeOf(notBefore) <= at;

const since = ({ createdOn, notBefore, updatedOn }: SecretProperties): number =>
  Math.max(timeOf(createdOn), timeOf(notBefore), timeOf(updatedOn));

/** Undefined for what is no key: 32 bytes, base64url, nothing else. */
function keyBytes(value: string | undefined): Buffer | undefined {
  const bytes = Buffer.from(value ?? "", "base64url");
  return bytes.length === 32 && bytes.toString("base64url") === value ? bytes : undefined;
}

const advice: Readonly<Record<number, string>> = {
  401: "The managed identity's token was not taken: look at the vault's directory.",
  403: "Give the managed identity the role Key Vault Secrets User, and look at the vault's network rules.",
  404: "Make the secret, or look at KEY_VAULT_URL.",
};

/** What went wrong, from names and numbers alone. */
function failureOf(secret: KeySecret, error: unknown): VaultFailure {
  const { name, statusCode, code } = error as { name?: string; statusCode?: number; code?: string };
  const isAboutToken =
    /^(AuthenticationError|AuthenticationRequiredError|CredentialUnavailableError)$/;
  const words = isAboutToken.test(name ?? "")
    ? "the managed identity gave no token for Key Vault. Look at MANAGED_IDENTITY_CLIENT_ID."
    : statusCode !== undefined
      ? `Key Vault answered ${String(statusCode)}. ${advice[statusCode] ?? ""}`
      : `Key Vault did not answer (${code ?? name ?? "error"}). Look at KEY_VAULT_URL.`;
  return new VaultFailure(`the secret ${secret} cannot be read: ${words.trim()}`, { cause: error });
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

  async function read(secret: KeySecret): Promise<KeyVersion[]> {
    const client = await (opening ??= openClient(vaultUrl, identity));
    const at = Date.parse(now());
    const listed: SecretProperties[] = [];
    for await (const one of client.listPropertiesOfSecretVersions(secret)) listed.push(one);
    const newest = listed
      .filter((one) => isUsable(one, at))
      .sort((a, b) => timeOf(b.createdOn) - timeOf(a.createdOn))
      .slice(0, mostKeys);
    const isKept = new Set(newest.map(({ version }) => `${secret}/${version ?? ""}`));
    for (const id of known.keys())
      if (id.startsWith(`${secret}/`) && !isKept.has(id)) known.delete(id);
    const keys = await Promise.all(
      newest.map(async (one) => {
        const kid = one.version ?? "";
        const bytes = await valueOf(client, secret, kid);
        return bytes ? [{ kid, bytes, since: since(one) }] : [];
      }),
    );
    return keys.flat();
  }

  return async (secret) => {
    try {
      return await read(secret);
    } catch (error) {
      throw failureOf(secret, error);
    }
  };
}
