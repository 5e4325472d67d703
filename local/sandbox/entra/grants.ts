import { randomUUID } from "node:crypto";
import type { SandboxContext } from "../context";
import type { Grant, ServicePrincipal, Tenant } from "../facts";
import type { Application } from "../registrationFacts";
import { activeRoles } from "./tenants";
import { rolesThatConsent } from "../roles";
import { needsAdministrator } from "./scopes";

/** The scopes that this user has for an application: their own grants and those for everybody. */
export function grantedScopes(tenant: Tenant, application: Application, userId: string): string[] {
  const principal = servicePrincipalOf(tenant, application);
  const grants = tenant.grants.filter(
    (grant) =>
      grant.clientId === principal?.id &&
      (grant.consentType === "AllPrincipals" || grant.principalId === userId),
  );
  return [...new Set(grants.flatMap((grant) => grant.scope.split(" ")))].filter(
    (scope) => scope !== "",
  );
}

export function servicePrincipalOf(
  tenant: Tenant,
  { appId }: Application,
): ServicePrincipal | undefined {
  return tenant.servicePrincipals.find((one) => one.appId === appId);
}

/** Whether this user may consent, to these scopes, for themselves. */
export function mayConsent(
  context: SandboxContext,
  tenant: Tenant,
  asked: { userId: string; scopes: string[] },
): boolean {
  if (isConsentAdministrator(context, tenant, asked.userId)) return true;
  return tenant.usersMayConsent && !asked.scopes.some(needsAdministrator);
}

export function isConsentAdministrator(
  context: SandboxContext,
  tenant: Tenant,
  userId: string,
): boolean {
  return activeRoles(context, tenant, userId).some((role) => rolesThatConsent.includes(role));
}

/** A person's own grant: what is agreed to now is added to what was agreed to before. */
export function grantToUser(
  tenant: Tenant,
  application: Application,
  asked: { userId: string; scopes: string[] },
): void {
  const { id: clientId } = enterpriseApplication(tenant, application);
  const before = tenant.grants.find(
    (grant) => grant.clientId === clientId && grant.principalId === asked.userId,
  );
  const scope = [...new Set([...(before?.scope.split(" ") ?? []), ...asked.scopes])].join(" ");
  if (before) before.scope = scope;
  else
    tenant.grants.push(
      newGrant({ clientId, consentType: "Principal", principalId: asked.userId, scope }),
    );
}

/** The tenant-wide grant: it takes the place of the one before (facts.md §2.1). */
export function grantToEverybody(
  tenant: Tenant,
  application: Application,
  scopes: readonly string[],
): void {
  const { id: clientId } = enterpriseApplication(tenant, application);
  const before = tenant.grants.findIndex(
    (grant) => grant.clientId === clientId && grant.consentType === "AllPrincipals",
  );
  if (before >= 0) tenant.grants.splice(before, 1);
  tenant.grants.push(
    newGrant({
      clientId,
      consentType: "AllPrincipals",
      principalId: null,
      scope: scopes.join(" "),
    }),
  );
}

function newGrant(grant: Omit<Grant, "id">): Grant {
  return { id: randomUUID(), ...grant };
}

/** The application's service principal in this tenant, made by the first consent. */
function enterpriseApplication(tenant: Tenant, application: Application): ServicePrincipal {
  const found = servicePrincipalOf(tenant, application);
  if (found) return found;
  const { appId, displayName } = application;
  const made = { id: randomUUID(), appId, displayName };
  tenant.servicePrincipals.push(made);
  return made;
}
