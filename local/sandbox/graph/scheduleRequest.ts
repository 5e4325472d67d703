import { globalAdministrator, privilegedRoleAdministrator, roleNames } from "../roles";
import { requireRole } from "./access";
import { checkBody, requiredText, type GraphObject } from "./checkBody";
import { badRequest, GraphError, notFound, notImitated } from "./graphError";
import type { ReceivedCall } from "./graphCall";
import { requirePremium } from "./pimLicence";
import { onlyOptions } from "./query";
import type { GraphTypeName } from "./types";
import { visibleUser } from "./users";

const readOnly = [
  ...["id", "status", "createdDateTime", "completedDateTime"],
  ...["createdBy", "approvalId", "targetScheduleId"],
];

/** A request to Privileged Identity Management that passed every check but those of its own kind. */
export interface ScheduleRequest {
  readonly action: "adminAssign" | "adminRemove";
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly body: GraphObject;
}

/** Source: "Create roleAssignmentScheduleRequests", "Create roleEligibilityScheduleRequest". */
export function readScheduleRequest(call: ReceivedCall, type: GraphTypeName): ScheduleRequest {
  onlyOptions(call.query);
  const body = checkBody(call.body, type);
  const action = actionOf(body);
  refuseWhatIsNotImitated(body);
  const principalId = requiredText(body, "principalId");
  const roleDefinitionId = requiredText(body, "roleDefinitionId").toLowerCase();
  requireRole(call, globalAdministrator, privilegedRoleAdministrator);
  requirePremium(call);
  const { id } = visibleUser(call.context, call.caller.tenant, principalId);
  if (roleNames[roleDefinitionId] === undefined) throw notFound(roleDefinitionId);
  return { action, principalId: id, roleDefinitionId, body };
}

function actionOf(body: GraphObject): ScheduleRequest["action"] {
  const wanted = requiredText(body, "action").toLowerCase();
  const known = (["adminAssign", "adminRemove"] as const).find(
    (one) => one.toLowerCase() === wanted,
  );
  if (!known) throw notImitated(`the action '${wanted}'`);
  return known;
}

function refuseWhatIsNotImitated(body: GraphObject): void {
  const odd = readOnly.find((name) => body[name] !== undefined);
  if (odd) throw badRequest(`Property '${odd}' is read-only and cannot be set.`);
  if (requiredText(body, "directoryScopeId") !== "/" || (body["appScopeId"] ?? null) !== null)
    throw notImitated("role assignments at a scope other than '/'");
  if (body["isValidationOnly"] === true) throw notImitated("a request that only validates");
}

export function alreadyAssigned(): GraphError {
  return new GraphError(400, "RoleAssignmentExists", "The Role assignment already exists.");
}

export function notAssigned(): GraphError {
  return new GraphError(400, "RoleAssignmentDoesNotExist", "The Role assignment does not exist.");
}
