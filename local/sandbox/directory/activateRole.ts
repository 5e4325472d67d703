import type { RoleEligibility, Tenant } from "../facts";
import { guidFrom } from "../ids";

/** Makes a role active for some hours, as its holder does in Privileged Identity Management. */
export function activateRole(tenant: Tenant, eligible: RoleEligibility, now: Date): void {
  const { principalId, roleDefinitionId, hours } = eligible;
  const at = now.toISOString();
  const before = tenant.roleAssignments.findIndex(
    (one) => one.principalId === principalId && one.roleDefinitionId === roleDefinitionId,
  );
  const endedAt = tenant.roleAssignments[before]?.endsAt;
  if (endedAt === null || (endedAt !== undefined && endedAt > at))
    throw new Error("The role is active already.");
  if (before >= 0) tenant.roleAssignments.splice(before, 1);
  tenant.roleAssignments.push({
    id: guidFrom(tenant.id, principalId, roleDefinitionId, at).replaceAll("-", ""),
    principalId,
    roleDefinitionId,
    directoryScopeId: "/",
    visibleFrom: at,
    endsAt: new Date(now.getTime() + hours * 60 * 60 * 1000).toISOString(),
  });
}
