import type { ManagedIdentityCredential } from "@azure/identity";
import { LinkError } from "../domain/errors";

/** Tokens of the product itself, by its managed identity: no secret is kept anywhere. */
export interface ProductIdentity {
  /** App-only access token for Microsoft Graph in the home tenant. */
  graphToken(): Promise<string>;
  /** The client assertion of the *link* registration (workload identity federation). */
  clientAssertion(): Promise<string>;
}

/** The audience of federated credentials (Entra: Configure an app to trust a managed identity). */
const exchangeScope = "api://AzureADTokenExchange/.default";
const graphScope = "https://graph.microsoft.com/.default";

/** The package is read when the first token is asked for: a start and most doors need none. */
async function openCredential(clientId: string | undefined): Promise<ManagedIdentityCredential> {
  const { ManagedIdentityCredential } = await import("@azure/identity");
  return clientId ? new ManagedIdentityCredential({ clientId }) : new ManagedIdentityCredential();
}

export function createProductIdentity(clientId: string | undefined): ProductIdentity {
  let credential: Promise<ManagedIdentityCredential> | undefined;
  const token = async (scope: string): Promise<string> => {
    try {
      credential ??= openCredential(clientId);
      return (await (await credential).getToken(scope)).token;
    } catch (error) {
      throw new LinkError(
        { code: "graph_unavailable", class: "transient" },
        "the managed identity gave no token",
        error,
      );
    }
  };
  return { graphToken: () => token(graphScope), clientAssertion: () => token(exchangeScope) };
}
