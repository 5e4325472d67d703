import { isOver, type SandboxContext } from "../context";
import type { DirectoryUser, RoleAssignment, Tenant } from "../facts";
import { EntraRefusal } from "./problem";
import { problems } from "./problems";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const domain = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i;

/** The tenant with this id or verified domain, in any cloud. */
export function findTenant(context: SandboxContext, name: string): Tenant | undefined {
  const wanted = name.toLowerCase();
  return context.facts.tenants.find(
    (tenant) => tenant.id === wanted || tenant.domains.some((one) => one.name === wanted),
  );
}

/** The tenant of an address of Entra, or Entra's refusal. */
export function tenantOf(context: SandboxContext, name: string): Tenant {
  if (["common", "organizations", "consumers"].includes(name))
    throw new EntraRefusal(problems.tenantRequired(name));
  if (!guid.test(name) && !domain.test(name))
    throw new EntraRefusal(problems.tenantMalformed(name));
  const tenant = findTenant(context, name);
  if (!tenant) throw new EntraRefusal(problems.tenantNotFound(name));
  return tenant;
}

/** A tenant that people can sign in to through this cloud. */
export function ownTenantOf(context: SandboxContext, name: string): Tenant {
  const tenant = tenantOf(context, name);
  if (tenant.cloud !== "global") throw new EntraRefusal(problems.tenantOfOtherCloud(name));
  return tenant;
}

/** Role assignments that have not ended, whether lists show them already or not. */
export function activeAssignments(
  context: Pick<SandboxContext, "now">,
  tenant: Tenant,
): RoleAssignment[] {
  return tenant.roleAssignments.filter((one) => !isOver(context, one.endsAt));
}

/** The template ids of the roles that the user holds at this moment. */
export function activeRoles(context: SandboxContext, tenant: Tenant, userId: string): string[] {
  return activeAssignments(context, tenant)
    .filter((one) => one.principalId === userId)
    .map((one) => one.roleDefinitionId);
}

/** The user by whom this person is known in the directory: themselves, or a guest invited at their address. */
export function userOfPerson(
  context: SandboxContext,
  tenant: Tenant,
  personId: string,
): DirectoryUser | undefined {
  const person = context.facts.people.find((one) => one.id === personId);
  const known = tenant.users.find((user) => user.personId === personId);
  if (known || !person) return known;
  return tenant.users.find(
    (user) => user.externalUserState === "PendingAcceptance" && hasAddress(user, person.address),
  );
}

/** Whether one of the user's addresses is this one; letter case does not count. */
export function hasAddress(user: DirectoryUser, address: string): boolean {
  const proxies = user.proxyAddresses.map((proxy) => proxy.replace(/^smtp:/i, ""));
  const wanted = address.toLowerCase();
  return [user.mail ?? "", ...user.otherMails, ...proxies].some(
    (one) => one.toLowerCase() === wanted,
  );
}
