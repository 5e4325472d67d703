const scheduleRequest = {
  id: "Edm.String",
  action: "unifiedRoleScheduleRequestActions",
  appScopeId: "Edm.String",
  approvalId: "Edm.String",
  completedDateTime: "Edm.DateTimeOffset",
  createdBy: "identitySet",
  createdDateTime: "Edm.DateTimeOffset",
  customData: "Edm.String",
  directoryScopeId: "Edm.String",
  isValidationOnly: "Edm.Boolean",
  justification: "Edm.String",
  principalId: "Edm.String",
  roleDefinitionId: "Edm.String",
  scheduleInfo: "requestSchedule",
  status: "Edm.String",
  targetScheduleId: "Edm.String",
  ticketInfo: "ticketInfo",
} as const;

const scheduleInstance = {
  id: "Edm.String",
  appScopeId: "Edm.String",
  directoryScopeId: "Edm.String",
  endDateTime: "Edm.DateTimeOffset",
  memberType: "Edm.String",
  principalId: "Edm.String",
  roleDefinitionId: "Edm.String",
  startDateTime: "Edm.DateTimeOffset",
} as const;

/** Directory roles and Privileged Identity Management; see types.ts. */
export const roleTypes = {
  unifiedRoleAssignment: {
    id: "Edm.String",
    directoryScopeId: "Edm.String",
    principalId: "Edm.String",
    roleDefinitionId: "Edm.String",
  },
  directoryRole: {
    id: "Edm.String",
    description: "Edm.String",
    displayName: "Edm.String",
    roleTemplateId: "Edm.String",
  },
  unifiedRoleAssignmentScheduleRequest: scheduleRequest,
  unifiedRoleEligibilityScheduleRequest: scheduleRequest,
  unifiedRoleAssignmentScheduleInstance: {
    ...scheduleInstance,
    assignmentType: "Edm.String",
    roleAssignmentOriginId: "Edm.String",
    roleAssignmentScheduleId: "Edm.String",
  },
  unifiedRoleEligibilityScheduleInstance: {
    ...scheduleInstance,
    roleEligibilityScheduleId: "Edm.String",
  },
  requestSchedule: {
    expiration: "expirationPattern",
    recurrence: "patternedRecurrence",
    startDateTime: "Edm.DateTimeOffset",
  },
  expirationPattern: {
    duration: "Edm.Duration",
    endDateTime: "Edm.DateTimeOffset",
    type: "expirationPatternType",
  },
  ticketInfo: { ticketNumber: "Edm.String", ticketSystem: "Edm.String" },
  identitySet: { application: "identity", device: "identity", user: "identity" },
  identity: { displayName: "Edm.String", id: "Edm.String" },
} as const;

export const roleEnums: Readonly<Record<string, readonly string[]>> = {
  expirationPatternType: ["notspecified", "noexpiration", "afterdatetime", "afterduration"],
  unifiedRoleScheduleRequestActions: [
    "adminassign",
    "adminupdate",
    "adminremove",
    "selfactivate",
    "selfdeactivate",
    "adminextend",
    "adminrenew",
    "selfextend",
    "selfrenew",
  ],
};
