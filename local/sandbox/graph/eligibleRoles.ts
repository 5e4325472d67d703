import { randomUUID } from "node:crypto";
import { hasCome, isOver } from "../context";
import type { RoleEligibility } from "../pimFacts";
import type { GraphReply, GraphVerb, ReceivedCall } from "./graphCall";
import { checkPimRules } from "./pimRules";
import { roleFilter } from "./roleFilter";
import { scheduleInstances } from "./scheduleInstances";
import { periodOf } from "./schedulePeriod";
import { scheduleReply } from "./scheduleReply";
import {
  alreadyAssigned,
  notAssigned,
  readScheduleRequest,
  type ScheduleRequest,
} from "./scheduleRequest";

/** How long an activation lasts where the role settings were left as they are. */
const usualHours = 8;

/** Roles that can be activated (source: "List roleEligibilityScheduleInstances"). */
export const listEligibleRoles: GraphVerb = (call) =>
  scheduleInstances(call, "unifiedRoleEligibilityScheduleInstance", () =>
    eligible(call)
      .filter((one) => hasCome(call.context, one.visibleFrom))
      .filter(roleFilter(call.query))
      .map(instanceOf),
  );

function instanceOf(one: RoleEligibility): Record<string, unknown> {
  return {
    ...one,
    id: `${one.scheduleId}-1-e`,
    directoryScopeId: "/",
    startDateTime: one.startsAt,
    endDateTime: one.endsAt,
    memberType: "Direct",
    roleEligibilityScheduleId: one.scheduleId,
  };
}

/** Lets somebody activate a role, or ends that; what is active already goes on for its hours. */
export const makeEligible: GraphVerb = (call) => {
  const request = readScheduleRequest(call, "unifiedRoleEligibilityScheduleRequest");
  return request.action === "adminAssign" ? assign(call, request) : remove(call, request);
};

function assign(call: ReceivedCall, request: ScheduleRequest): GraphReply {
  const { context, caller } = call;
  const { principalId, roleDefinitionId, body } = request;
  const period = periodOf(context, body);
  if (eligible(call).some(isFor(request))) throw alreadyAssigned();
  checkPimRules(caller.tenant.pimRules, period, body);
  const scheduleId = randomUUID();
  const { freshRoleDelayMs } = context.facts.settings;
  caller.tenant.eligibleRoles.push({
    scheduleId,
    principalId,
    roleDefinitionId,
    hours: usualHours,
    startsAt: period.startsAt,
    visibleFrom: new Date(context.now().getTime() + freshRoleDelayMs).toISOString(),
    endsAt: period.endsAt,
  });
  return scheduleReply(call, request, { id: scheduleId, period });
}

function remove(call: ReceivedCall, request: ScheduleRequest): GraphReply {
  const { eligibleRoles } = call.caller.tenant;
  const found = eligible(call).find(isFor(request));
  if (!found) throw notAssigned();
  eligibleRoles.splice(eligibleRoles.indexOf(found), 1);
  return scheduleReply(call, request);
}

function eligible({ context, caller }: ReceivedCall): RoleEligibility[] {
  return caller.tenant.eligibleRoles.filter((one) => !isOver(context, one.endsAt));
}

function isFor({ principalId, roleDefinitionId }: ScheduleRequest) {
  return (one: RoleEligibility): boolean =>
    one.principalId === principalId && one.roleDefinitionId === roleDefinitionId;
}
