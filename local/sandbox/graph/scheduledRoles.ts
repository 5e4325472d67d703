import { randomBytes, randomUUID } from "node:crypto";
import { hasCome } from "../context";
import { activeAssignments } from "../entra/tenants";
import type { RoleAssignment } from "../facts";
import type { GraphReply, GraphVerb, ReceivedCall } from "./graphCall";
import { checkPimRules } from "./pimRules";
import { isHeld, roleFilter } from "./roleFilter";
import { scheduleInstances } from "./scheduleInstances";
import { periodOf } from "./schedulePeriod";
import { scheduleReply } from "./scheduleReply";
import {
  alreadyAssigned,
  notAssigned,
  readScheduleRequest,
  type ScheduleRequest,
} from "./scheduleRequest";

/** Active assignments, those made directly too (source: "List roleAssignmentScheduleInstances"). */
export const listScheduledRoles: GraphVerb = (call) =>
  scheduleInstances(call, "unifiedRoleAssignmentScheduleInstance", () =>
    activeAssignments(call.context, call.caller.tenant)
      .filter((one) => hasCome(call.context, one.visibleFrom))
      .filter(roleFilter(call.query))
      .map(instanceOf),
  );

function instanceOf(one: RoleAssignment): Record<string, unknown> {
  return {
    ...one,
    startDateTime: one.schedule?.startsAt ?? null,
    endDateTime: one.endsAt,
    assignmentType: one.schedule?.type ?? "Assigned",
    memberType: "Direct",
    roleAssignmentOriginId: one.id,
    roleAssignmentScheduleId: one.schedule?.id ?? one.id,
  };
}

/** Gives a role at once, until its end date, or takes one back that an administrator gave. */
export const scheduleRole: GraphVerb = (call) => {
  const request = readScheduleRequest(call, "unifiedRoleAssignmentScheduleRequest");
  return request.action === "adminAssign" ? assign(call, request) : remove(call, request);
};

function assign(call: ReceivedCall, request: ScheduleRequest): GraphReply {
  const { context, caller } = call;
  const { principalId, roleDefinitionId, body } = request;
  const period = periodOf(context, body);
  if (activeAssignments(context, caller.tenant).some(isHeld(principalId, roleDefinitionId)))
    throw alreadyAssigned();
  checkPimRules(caller.tenant.pimRules, period, body);
  const id = randomUUID();
  const { freshRoleDelayMs } = context.facts.settings;
  caller.tenant.roleAssignments.push({
    id: `${randomBytes(32).toString("base64url")}-1`,
    principalId,
    roleDefinitionId,
    directoryScopeId: "/",
    visibleFrom: new Date(context.now().getTime() + freshRoleDelayMs).toISOString(),
    endsAt: period.endsAt,
    schedule: { id, startsAt: period.startsAt, type: "Assigned" },
  });
  return scheduleReply(call, request, { id, period });
}

function remove(call: ReceivedCall, request: ScheduleRequest): GraphReply {
  const { tenant } = call.caller;
  const isIt = isHeld(request.principalId, request.roleDefinitionId);
  const found = activeAssignments(call.context, tenant).find(
    (one) => isIt(one) && one.schedule?.type !== "Activated",
  );
  if (!found) throw notAssigned();
  tenant.roleAssignments.splice(tenant.roleAssignments.indexOf(found), 1);
  return scheduleReply(call, request);
}
