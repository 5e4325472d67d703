import type { Bench } from "./bench";
import { graph, type GraphReply } from "./graph";
import { tokensFor } from "./tokens";

/** Everything that an administrator may be asked for, at consent or at the end. */
export const everyScope = [
  ...["openid", "profile", "offline_access", "User.Read", "User.ReadWrite.All"],
  ...["User.Invite.All", "User.RevokeSessions.All", "Policy.Read.All"],
  ...["RoleManagement.ReadWrite.Directory", "OnPremDirectorySynchronization.ReadWrite.All"],
].join(" ");

/** Graph, as one person calls it through the product. */
export interface Client {
  readonly token: string;
  get(path: string): Promise<GraphReply>;
  post(path: string, body?: object): Promise<GraphReply>;
  patch(path: string, body: object): Promise<GraphReply>;
  remove(path: string): Promise<GraphReply>;
}

export async function clientOf(
  bench: Bench,
  personId: string,
  { tenantId, scope = everyScope }: { readonly tenantId: string; readonly scope?: string },
): Promise<Client> {
  const { access_token: token } = await tokensFor(bench, personId, { tenantId, scope });
  const send = (method: string) => (path: string, body?: object) =>
    graph(bench, path, { token, method, body });
  return {
    token,
    get: send("GET"),
    post: send("POST"),
    patch: send("PATCH"),
    remove: send("DELETE"),
  };
}

/** Calls as somebody for whom everything was granted for a moment, whatever they may do. */
export async function clientWithGrant(
  bench: Bench,
  personId: string,
  tenantId: string,
): Promise<Client> {
  const here = bench.sandbox.facts.tenants.find((one) => one.id === tenantId);
  const clientId = here?.servicePrincipals[0]?.id ?? "";
  const grant = { id: "g", clientId, consentType: "AllPrincipals", principalId: null } as const;
  here?.grants.push({ ...grant, scope: everyScope });
  const client = await clientOf(bench, personId, { tenantId });
  here?.grants.pop();
  return client;
}
