import type { ManagedIdentityCredential } from "@azure/identity";

type ManagedIdentity = Pick<ManagedIdentityCredential, "getToken">;

async function load(clientId: string | undefined): Promise<ManagedIdentity> {
  const { ManagedIdentityCredential } = await import("@azure/identity");
  return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
}

/**
 * The identity that Azure gives this app; without a client id the one that belongs to the app itself.
 * The library is read when the first token is asked for, so that a start reads nothing of it.
 */
export function createManagedIdentity(clientId: string | undefined): ManagedIdentity {
  let credential: Promise<ManagedIdentity> | undefined;
  return {
    getToken: async (scopes, options) =>
      (await (credential ??= load(clientId))).getToken(scopes, options),
  };
}
