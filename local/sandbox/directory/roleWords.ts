import { isOver, type SandboxContext } from "../context";
import { activeAssignments } from "../entra/tenants";
import type { Tenant } from "../facts";
import type { RoleEligibility } from "../pimFacts";
import { roleNames } from "../roles";

export const roleName = (roleId: string): string => roleNames[roleId] ?? roleId;

const until = (endsAt: string | null): string => (endsAt === null ? "" : `, until ${endsAt}`);

/** The roles that a user holds now, each with its end date if it has one. */
export function activeRoleWords(context: SandboxContext, tenant: Tenant, userId: string): string[] {
  return activeAssignments(context, tenant)
    .filter((one) => one.principalId === userId)
    .map(({ roleDefinitionId, endsAt }) => roleName(roleDefinitionId) + until(endsAt));
}

/** The roles that a user may make active, with the end of that if there is one. */
export function eligibleRoleWords(
  context: SandboxContext,
  tenant: Tenant,
  userId: string,
): string[] {
  return eligibleRolesOf(context, tenant, userId).map(
    ({ roleDefinitionId, hours, endsAt }) =>
      `${roleName(roleDefinitionId)} for ${String(hours)} hours at a time${until(endsAt)}`,
  );
}

export function eligibleRolesOf(
  context: SandboxContext,
  tenant: Tenant,
  userId: string,
): RoleEligibility[] {
  return tenant.eligibleRoles.filter(
    (one) => one.principalId === userId && !isOver(context, one.endsAt),
  );
}
