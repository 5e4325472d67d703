import type { SandboxContext } from "../context";
import type { Tenant } from "../facts";
import type { ApiApplication, Application } from "../registrationFacts";
import { EntraRefusal } from "./problem";
import { problems } from "./problems";

/** The product's own registrations. */
export const registrations = ({ facts }: SandboxContext): readonly Application[] => [
  facts.application,
  facts.api,
];

/** The registration that a request names; one of a single tenant is known there alone. */
export function registrationOf(
  context: SandboxContext,
  tenant: Tenant,
  clientId: string,
): Application {
  const found = registrations(context).find((one) => one.appId === clientId);
  const isThere = found?.audience === "AzureADMultipleOrgs" || found?.homeTenantId === tenant.id;
  if (!found || !isThere) throw new EntraRefusal(problems.applicationNotFound(clientId));
  return found;
}

/** The app roles that a user or a service principal is assigned. */
export const rolesHeld = ({ appRoles, assignments }: ApiApplication, principalId: string) =>
  appRoles.filter((role) =>
    assignments.some((one) => one.principalId === principalId && one.role === role),
  );
