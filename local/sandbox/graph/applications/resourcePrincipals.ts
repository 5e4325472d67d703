import { graphCalls } from "../../../../domain/graphCalls";
import { resourceScopes } from "../../entra/scopes";
import type { Facts, ServicePrincipal, Tenant } from "../../facts";
import { guidFrom } from "../../ids";

/** Microsoft's own applications; their app ids are the same in every tenant. */
export const microsoftApps = {
  graph: { appId: "00000003-0000-0000-c000-000000000000", displayName: "Microsoft Graph" },
  arm: {
    appId: "797f4846-ba00-4fd7-ba43-dac1f8f63013",
    displayName: "Windows Azure Service Management API",
  },
} as const;

/** A service principal as Graph shows it. */
export type ShownPrincipal = ServicePrincipal & {
  readonly servicePrincipalType: "Application" | "ManagedIdentity";
  readonly appRoles?: readonly { readonly id: string; readonly value: string }[];
  readonly oauth2PermissionScopes?: readonly object[];
};

/** The application permissions of Graph that the product knows of. */
export const graphAppRoles = [
  ...new Set(
    Object.values(graphCalls).flatMap((one) => (one.token === "product" ? [one.scope] : [])),
  ),
].map((value) => ({
  id: guidFrom("app role", value),
  value,
  ...{ displayName: value, description: value, isEnabled: true, origin: "Application" },
  allowedMemberTypes: ["Application"],
}));

/** Ids of permissions are Microsoft's own in truth; here nobody can know them without looking them up. */
const scopesOf = (resource: keyof typeof microsoftApps) =>
  resourceScopes(resource).map((value) => ({
    id: guidFrom("scope", resource, value),
    value,
    ...{ type: "Admin", isEnabled: true },
  }));

function microsoftPrincipal(tenant: Tenant, resource: keyof typeof microsoftApps): ShownPrincipal {
  const { appId, displayName } = microsoftApps[resource];
  return {
    ...{ id: guidFrom(tenant.id, appId), appId, displayName },
    servicePrincipalType: "Application",
    appRoles: resource === "graph" ? graphAppRoles : [],
    oauth2PermissionScopes: scopesOf(resource),
  };
}

export const graphPrincipal = (tenant: Tenant): ShownPrincipal =>
  microsoftPrincipal(tenant, "graph");

/** Every service principal of a tenant: Microsoft's, those that were made, and the managed identity at home. */
export function allPrincipals(facts: Facts, tenant: Tenant): ShownPrincipal[] {
  const { tenantId, clientId, principalId } = facts.managedIdentity;
  const identity: ShownPrincipal = {
    ...{ id: principalId, appId: clientId, displayName: "directory-link" },
    servicePrincipalType: "ManagedIdentity",
  };
  return [
    ...[graphPrincipal(tenant), microsoftPrincipal(tenant, "arm")],
    ...tenant.servicePrincipals.map((one): ShownPrincipal => ({
      ...one,
      servicePrincipalType: "Application",
    })),
    ...(tenantId === tenant.id ? [identity] : []),
  ];
}
