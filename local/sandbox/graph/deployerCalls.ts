import type { GraphCall } from "../../../domain/graphCalls";

const write = "Application.ReadWrite.All";
const grants = "DelegatedPermissionGrant.ReadWrite.All";
const assignments = "AppRoleAssignment.ReadWrite.All";
const why = "make the product's own registrations";
const call = (
  method: GraphCall["method"],
  path: string,
  ...[scope, ...alsoAllowedBy]: [string, ...string[]]
): GraphCall => ({ ...{ method, path, scope, alsoAllowedBy, why }, token: "administrator" });
const reading = (path: string) => call("GET", path, "Application.Read.All", write);

/**
 * The calls of whoever deploys the product (scripts/registrations.mjs), with their own delegated token.
 * The scopes are those that Azure's command lines ask for, where these allow the call.
 * Source: one page a call of the Graph v1.0 reference.
 */
export const deployerCalls = {
  findApplication: reading("/applications(uniqueName='{uniqueName}')"),
  upsertApplication: call("PATCH", "/applications(uniqueName='{uniqueName}')", write),
  findApplicationById: reading("/applications(appId='{appId}')"),
  updateApplication: call("PATCH", "/applications/{id}", write),
  listCredentials: reading("/applications/{id}/federatedIdentityCredentials"),
  addCredential: call("POST", "/applications/{id}/federatedIdentityCredentials", write),
  updateCredential: call(
    "PATCH",
    "/applications/{id}/federatedIdentityCredentials/{credentialId}",
    write,
  ),
  listApplicationOwners: reading("/applications/{id}/owners"),
  listPrincipalOwners: reading("/servicePrincipals/{id}/owners"),
  findPrincipal: reading("/servicePrincipals(appId='{appId}')"),
  readPrincipal: reading("/servicePrincipals/{id}"),
  addPrincipal: call("POST", "/servicePrincipals", write),
  updatePrincipal: call("PATCH", "/servicePrincipals/{id}", write),
  listAppRoles: reading("/servicePrincipals/{id}/appRoleAssignments"),
  assignAppRole: call("POST", "/servicePrincipals/{id}/appRoleAssignedTo", assignments),
  listGrants: call("GET", "/oauth2PermissionGrants", "Directory.Read.All", grants),
  addGrant: call("POST", "/oauth2PermissionGrants", grants),
  updateGrant: call("PATCH", "/oauth2PermissionGrants/{id}", grants),
} as const satisfies Record<string, GraphCall>;

export type DeployerCallName = keyof typeof deployerCalls;
