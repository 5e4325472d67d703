import { isOver } from "../context";
import type { Tenant } from "../facts";
import { guidFrom } from "../ids";
import type { RoleEligibility } from "../pimFacts";

const hourMs = 60 * 60 * 1000;

/** Makes a role active for some hours, as its holder does in Privileged Identity Management. */
export function activateRole(tenant: Tenant, eligible: RoleEligibility, now: Date): void {
  const { principalId, roleDefinitionId } = eligible;
  const clock = { now: () => now };
  if (isOver(clock, eligible.endsAt)) throw new Error("The role can't be activated any more.");
  const before = tenant.roleAssignments.findIndex(
    (one) => one.principalId === principalId && one.roleDefinitionId === roleDefinitionId,
  );
  const held = tenant.roleAssignments[before];
  if (held && !isOver(clock, held.endsAt)) throw new Error("The role is active already.");
  if (before >= 0) tenant.roleAssignments.splice(before, 1);
  const at = now.toISOString();
  const id = guidFrom(tenant.id, principalId, roleDefinitionId, at);
  tenant.roleAssignments.push({
    id: id.replaceAll("-", ""),
    principalId,
    roleDefinitionId,
    directoryScopeId: "/",
    visibleFrom: at,
    endsAt: endOf(eligible, now),
    schedule: { id, startsAt: at, type: "Activated" },
  });
}

/** An activation lasts its hours, never longer than the role may be activated at all. */
function endOf({ hours, endsAt }: RoleEligibility, now: Date): string {
  const end = now.getTime() + hours * hourMs;
  return new Date(endsAt === null ? end : Math.min(end, Date.parse(endsAt))).toISOString();
}
