import type { TokenCredential } from "@azure/identity";

async function load(clientId: string | undefined): Promise<TokenCredential> {
  const { ManagedIdentityCredential } = await import("@azure/identity");
  return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
}

/**
 * The identity that Azure gives this app; without a client id the one that belongs to the app itself.
 * The library is read when the first token is asked for, so that a start reads nothing of it.
 */
export function createManagedIdentity(clientId: string | undefined): TokenCredential {
  let credential: Promise<TokenCredential> | undefined;
  return {
    getToken: async (scopes, options) =>
      (await (credential ??= load(clientId))).getToken(scopes, options),
  };
}
