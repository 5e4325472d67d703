/**
 * Every Microsoft Graph call that the product makes, with the least permission that allows it.
 * planTable.ts says which step of a plan makes which of them, and when its permission is asked for.
 * Source of the scopes: the permission tables of the Graph v1.0 reference, one page a call.
 */
export interface GraphCall {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path under /v1.0 with `{…}` for each value. */
  readonly path: string;
  /** The least permission. */
  readonly scope: string;
  /** Wider permissions which also allow the call: never asked for this call, but accepted. */
  readonly alsoAllowedBy: readonly string[];
  /** Whose token: the administrator's in their directory, or the product's own in its home tenant. */
  readonly token: "administrator" | "product";
  /** Why the product needs it, for the people who read the permission list. */
  readonly why: string;
}

const rolesRead = "RoleManagement.Read.Directory";
const rolesWrite = "RoleManagement.ReadWrite.Directory";
const scheduleWrite = "RoleAssignmentSchedule.ReadWrite.Directory";
const eligibleWrite = "RoleEligibilitySchedule.ReadWrite.Directory";
const usersWrite = "User.ReadWrite.All";
const syncWrite = "OnPremDirectorySynchronization.ReadWrite.All";

export const graphCalls = {
  findDirectory: {
    method: "GET",
    path: "/tenantRelationships/findTenantInformationByDomainName(domainName='{domain}')",
    scope: "CrossTenantInformation.ReadBasic.All",
    alsoAllowedBy: [],
    token: "product",
    why: "show the directory's name and default domain",
  },
  sendMail: {
    method: "POST",
    path: "/users/{id}/sendMail",
    scope: "Mail.Send",
    alsoAllowedBy: [],
    token: "product",
    why: "send our own mails from our own mailbox",
  },
  readOwnRoles: {
    method: "GET",
    path: "/me/transitiveMemberOf/microsoft.graph.directoryRole",
    scope: "User.Read",
    alsoAllowedBy: ["User.Read.All"],
    token: "administrator",
    why: "see that the person who agrees is an administrator now",
  },
  readOrganization: {
    method: "GET",
    path: "/organization",
    scope: "User.Read",
    alsoAllowedBy: ["User.Read.All"],
    token: "administrator",
    why: "see whether the directory is synchronised from on premises",
  },
  findUsers: {
    method: "GET",
    path: "/users",
    scope: "User.Read.All",
    alsoAllowedBy: [usersWrite],
    token: "administrator",
    why: "look whether the outside account is already there",
  },
  readUser: {
    method: "GET",
    path: "/users/{id}",
    scope: "User.Read.All",
    alsoAllowedBy: [usersWrite],
    token: "administrator",
    why: "see which identity the outside account has",
  },
  readInvitePolicy: {
    method: "GET",
    path: "/policies/authorizationPolicy",
    scope: "Policy.Read.All",
    alsoAllowedBy: [],
    token: "administrator",
    why: "see whether guests may be invited, before anything is changed",
  },
  invite: {
    method: "POST",
    path: "/invitations",
    scope: "User.Invite.All",
    alsoAllowedBy: [],
    token: "administrator",
    why: "invite the outside account as a guest",
  },
  listRoleAssignments: {
    method: "GET",
    path: "/roleManagement/directory/roleAssignments",
    scope: rolesRead,
    alsoAllowedBy: [rolesWrite],
    token: "administrator",
    why: "see which roles the account holds, before and after",
  },
  assignRole: {
    method: "POST",
    path: "/roleManagement/directory/roleAssignments",
    scope: rolesWrite,
    alsoAllowedBy: [],
    token: "administrator",
    why: "give the account its role",
  },
  removeRole: {
    method: "DELETE",
    path: "/roleManagement/directory/roleAssignments/{id}",
    scope: rolesWrite,
    alsoAllowedBy: [],
    token: "administrator",
    why: "take the role back",
  },
  listScheduledRoles: {
    method: "GET",
    path: "/roleManagement/directory/roleAssignmentScheduleInstances",
    scope: "RoleAssignmentSchedule.Read.Directory",
    alsoAllowedBy: [scheduleWrite, rolesRead, rolesWrite],
    token: "administrator",
    why: "see which roles of the account have an end date",
  },
  scheduleRole: {
    method: "POST",
    path: "/roleManagement/directory/roleAssignmentScheduleRequests",
    scope: scheduleWrite,
    alsoAllowedBy: [rolesWrite],
    token: "administrator",
    why: "give the account its role until the end date, or take it back",
  },
  listEligibleRoles: {
    method: "GET",
    path: "/roleManagement/directory/roleEligibilityScheduleInstances",
    scope: "RoleEligibilitySchedule.Read.Directory",
    alsoAllowedBy: [eligibleWrite, rolesRead, rolesWrite],
    token: "administrator",
    why: "see which roles the account may activate",
  },
  makeEligible: {
    method: "POST",
    path: "/roleManagement/directory/roleEligibilityScheduleRequests",
    scope: eligibleWrite,
    alsoAllowedBy: [rolesWrite],
    token: "administrator",
    why: "let the account activate its role when it needs it, or end that",
  },
  readLicences: {
    method: "GET",
    path: "/subscribedSkus",
    scope: "LicenseAssignment.Read.All",
    alsoAllowedBy: [],
    token: "administrator",
    why: "see whether the licences are there that a step needs",
  },
  readSyncFeatures: {
    method: "GET",
    path: "/directory/onPremisesSynchronization",
    scope: "OnPremDirectorySynchronization.Read.All",
    alsoAllowedBy: [syncWrite],
    token: "administrator",
    why: "see whether the Connect server reports password write-back",
  },
  setSyncFeatures: {
    method: "PATCH",
    path: "/directory/onPremisesSynchronization/{id}",
    scope: syncWrite,
    alsoAllowedBy: [],
    token: "administrator",
    why: "set the directory's flag for password write-back",
  },
  revokeSessions: {
    method: "POST",
    path: "/users/{id}/revokeSignInSessions",
    scope: "User.RevokeSessions.All",
    alsoAllowedBy: [usersWrite],
    token: "administrator",
    why: "end the account's sessions in this directory",
  },
  removeGuest: {
    method: "DELETE",
    path: "/users/{id}",
    scope: usersWrite,
    alsoAllowedBy: [],
    token: "administrator",
    why: "remove the guest account that was invited for this request",
  },
} as const satisfies Record<string, GraphCall>;

export type GraphCallName = keyof typeof graphCalls;
