import type { DirectoryUser, Tenant } from "./facts";
import { guidFrom, tenantIds, type TenantName } from "./ids";
import { people } from "./people";
import { globalAdministrator, guestRoles } from "./roles";

const made = "2024-03-01T09:00:00Z";

/** An empty commercial tenant; the first domain is the default one, the last the initial one. */
export function newTenant(name: TenantName, displayName: string, domains: string[]): Tenant {
  return {
    id: tenantIds[name],
    displayName,
    cloud: "global",
    regionScope: "EU",
    domains: domains.map((domain, index) => ({
      name: domain,
      isDefault: index === 0,
      isInitial: index === domains.length - 1,
    })),
    createdDateTime: made,
    allowInvitesFrom: "everyone",
    guestUserRoleId: guestRoles.usual,
    blockedInviteDomains: [],
    crossTenantBlocks: [],
    usersMayConsent: true,
    synchronization: null,
    skus: [],
    users: [],
    roleAssignments: [],
    eligibleRoles: [],
    pimRules: { maxDays: null, justification: false, ticket: false, mfa: false },
    subscriptions: [],
    applications: [],
    servicePrincipals: [],
    grants: [],
  };
}

/** The tenant's `*.onmicrosoft.com` name, which never changes. */
export function initialDomain(tenant: Tenant): string {
  return tenant.domains.find((domain) => domain.isInitial)?.name ?? tenant.id;
}

/** Makes a person of the stories a member of the tenant. */
export function addMember(tenant: Tenant, personId: string): DirectoryUser {
  const person = people.find((one) => one.id === personId);
  if (!person) throw new Error(`There is no person '${personId}'.`);
  const user = { ...newUser(tenant, person.name, person.address), personId };
  tenant.users.push(user);
  return user;
}

export function addMailbox(tenant: Tenant, name: string, address: string): void {
  tenant.users.push({ ...newUser(tenant, name, address), hasMailbox: true });
}

/** A permanent, active Global Administrator. */
export function addAdministrator(tenant: Tenant, personId: string): DirectoryUser {
  const user = addMember(tenant, personId);
  tenant.roleAssignments.push({
    id: guidFrom(tenant.id, user.id, globalAdministrator).replaceAll("-", ""),
    principalId: user.id,
    roleDefinitionId: globalAdministrator,
    directoryScopeId: "/",
    visibleFrom: made,
    endsAt: null,
  });
  return user;
}

/** A Global Administrator who has to activate the role, for at most these hours. */
export function addEligibleAdministrator(tenant: Tenant, personId: string, hours: number): void {
  const { id: principalId } = addMember(tenant, personId);
  tenant.eligibleRoles.push({
    scheduleId: guidFrom(tenant.id, principalId, "eligible"),
    principalId,
    roleDefinitionId: globalAdministrator,
    hours,
    startsAt: made,
    visibleFrom: made,
    endsAt: null,
  });
}

function newUser(tenant: Tenant, displayName: string, address: string): DirectoryUser {
  const issuer = initialDomain(tenant);
  return {
    id: tenant.id.slice(0, 24) + String(tenant.users.length + 1).padStart(12, "0"),
    personId: null,
    displayName,
    userPrincipalName: address,
    mail: address,
    otherMails: [],
    proxyAddresses: [`SMTP:${address}`],
    userType: "Member",
    accountEnabled: true,
    createdDateTime: made,
    creationType: null,
    externalUserState: null,
    externalUserStateChangeDateTime: null,
    identities: [{ signInType: "userPrincipalName", issuer, issuerAssignedId: address }],
    signInSessionsValidFromDateTime: made,
    visibleFrom: made,
    hasMailbox: false,
  };
}
