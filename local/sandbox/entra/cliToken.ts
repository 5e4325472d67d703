import type { SandboxContext } from "../context";
import { opaque } from "./issued";
import type { Resource } from "./scopes";
import { userOfPerson } from "./tenants";

const lifetimeMs = 60 * 60 * 1000;

/** What Azure's command lines ask for; Microsoft has agreed to it beforehand, for everybody. */
const scopes: Readonly<Record<Resource, readonly string[]>> = {
  graph: [
    ...["Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All", "AuditLog.Read.All"],
    ...["DelegatedPermissionGrant.ReadWrite.All", "Directory.AccessAsUser.All"],
    ...["Group.ReadWrite.All", "User.Read.All", "User.ReadWrite.All", "openid", "profile", "email"],
  ],
  arm: ["https://management.azure.com/user_impersonation"],
};
const azureCli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46";

/** An access token as `az account get-access-token` prints it, of a person of the home tenant who is signed in. */
export function cliToken(context: SandboxContext, personId: string, resource: Resource): string {
  const tenantId = context.facts.managedIdentity.tenantId;
  const tenant = context.facts.tenants.find((one) => one.id === tenantId);
  const user = tenant && userOfPerson(context, tenant, personId);
  if (!user) throw new Error(`There is no ${personId} in the home tenant.`);
  const token = opaque("eyJ");
  context.issued.accessTokens.set(token, {
    ...{ kind: "delegated", resource, tenantId, userId: user.id, appId: azureCli },
    scopes: scopes[resource],
    expiresAt: context.now().getTime() + lifetimeMs,
  });
  return token;
}
