import { LinkError } from "../domain/errors";
import { createManagedIdentity } from "./managedIdentity";

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

export function createProductIdentity(clientId: string | undefined): ProductIdentity {
  const credential = createManagedIdentity(clientId);
  const token = async (scope: string): Promise<string> => {
    try {
      return (await credential.getToken(scope)).token;
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
