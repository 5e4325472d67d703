// Looks up what the registrations are made from.
import { loadProduct, Mistake } from "../program.mjs";
import { microsoftApps, operatorScopes } from "./manifest.mjs";

/** The home directory itself, by the token: the issuer of the managed identity's tokens is made from its id. */
export async function homeDirectory(graph, tenantId) {
  const { value } = await graph("GET", "/v1.0/organization?$select=id,displayName");
  const [home] = value;
  if (tenantId && home.id !== tenantId.toLowerCase())
    throw new Mistake(
      `You are signed in to ${home.displayName} (${home.id}), and the home directory is ${tenantId}. Sign in there: az login --tenant ${tenantId}`,
    );
  return home;
}

/** The ids of permissions, as the service itself lists them in this directory. */
async function scopeIds(graph, resourceAppId, names) {
  const select = "$select=id,appId,appRoles,oauth2PermissionScopes";
  const resource = await graph(
    "GET",
    `/v1.0/servicePrincipals(appId='${resourceAppId}')?${select}`,
  );
  const idOf = (name) => resource.oauth2PermissionScopes.find(({ value }) => value === name)?.id;
  const unknown = names.filter((name) => idOf(name) === undefined);
  if (unknown.length > 0)
    throw new Mistake(`The service ${resourceAppId} has no permission ${unknown.join(", ")}.`);
  return { resource, ids: names.map(idOf) };
}

/** For each registration the permissions that it declares: [the service's app id, ids of its scopes]. */
export async function lookUpScopes(graph) {
  const { delegatedPermissions } = await loadProduct("views/permissionSituations.ts");
  const link = await scopeIds(graph, microsoftApps.graph, delegatedPermissions());
  const api = await scopeIds(graph, microsoftApps.graph, operatorScopes);
  // As in the app: with an empty ARM_URL nobody is asked for Azure subscriptions.
  const withAzure = process.env.ARM_URL !== "";
  const arm = withAzure && (await scopeIds(graph, microsoftApps.arm, ["user_impersonation"]));
  return {
    graphPrincipal: link.resource,
    linkScopes: [[microsoftApps.graph, link.ids], ...(arm ? [[microsoftApps.arm, arm.ids]] : [])],
    apiScopes: [[microsoftApps.graph, api.ids]],
  };
}
