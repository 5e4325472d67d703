import { roles } from "./graph";

const directory = "/roleManagement/directory";
export const scheduleRequests = `${directory}/roleAssignmentScheduleRequests`;
export const scheduleInstances = `${directory}/roleAssignmentScheduleInstances`;
export const eligibilityRequests = `${directory}/roleEligibilityScheduleRequests`;
export const eligibilityInstances = `${directory}/roleEligibilityScheduleInstances`;

/** A request for Global Administrator for some days, as the product sends it. */
export function forDays(principalId: string, days: number, now: Date): Record<string, unknown> {
  const endDateTime = new Date(now.getTime() + days * 86_400_000).toISOString();
  return {
    ...taking(principalId),
    action: "adminAssign",
    justification: "Directory link CHG-4711",
    scheduleInfo: {
      startDateTime: now.toISOString(),
      expiration: { type: "afterDateTime", endDateTime },
    },
  };
}

export function withExpiration(principalId: string, expiration: object): Record<string, unknown> {
  return { ...forDays(principalId, 1, new Date()), scheduleInfo: { expiration } };
}

export function taking(principalId: string): Record<string, unknown> {
  return {
    action: "adminRemove",
    principalId,
    roleDefinitionId: roles.globalAdministrator,
    directoryScopeId: "/",
  };
}

/** The part of a list that is about this user. */
export const of = (instances: string, principalId: string): string =>
  `${instances}?$filter=${encodeURIComponent(`principalId eq '${principalId}'`)}`;
