import type { KeySecret } from "./keyVersions";

/** The vault said no, or nothing; in our own words, which repeat nothing of what it said. */
export class VaultFailure extends Error {
  override readonly name = "VaultFailure";
}

const advice: Readonly<Record<number, string>> = {
  401: "The managed identity's token was not taken: look at the vault's directory.",
  403: "Give the managed identity the role Key Vault Secrets User, and look at the vault's network rules.",
  404: "Make the secret, or look at KEY_VAULT_URL.",
};

/** What went wrong, from names and numbers alone. */
export function failureOf(secret: KeySecret, error: unknown): VaultFailure {
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
