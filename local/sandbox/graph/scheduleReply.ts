import { randomUUID } from "node:crypto";
import { graphTime } from "../context";
import { userOf, type GraphReply, type ReceivedCall } from "./graphCall";
import type { SchedulePeriod } from "./schedulePeriod";
import type { ScheduleRequest } from "./scheduleRequest";

interface MadeSchedule {
  readonly id: string;
  readonly period: SchedulePeriod;
}

/** The answer to a request that was carried out; without a schedule that was made, it took one back. */
export function scheduleReply(
  call: ReceivedCall,
  request: ScheduleRequest,
  made?: MadeSchedule,
): GraphReply {
  const now = graphTime(call.context.now());
  const user = { displayName: null, id: userOf(call).id };
  const body = {
    id: made?.id ?? randomUUID(),
    status: made ? "Provisioned" : "Revoked",
    createdDateTime: now,
    completedDateTime: made ? now : null,
    approvalId: null,
    ...repeated(request),
    targetScheduleId: made?.id ?? null,
    createdBy: { application: null, device: null, user },
    scheduleInfo: made ? scheduleInfo(made.period) : null,
  };
  return { status: 201, body };
}

function repeated({ action, principalId, roleDefinitionId, body }: ScheduleRequest): object {
  return {
    customData: body["customData"] ?? null,
    action,
    principalId,
    roleDefinitionId,
    directoryScopeId: "/",
    appScopeId: null,
    isValidationOnly: false,
    justification: body["justification"] ?? null,
    ticketInfo: { ticketNumber: null, ticketSystem: null, ...(body["ticketInfo"] as object) },
  };
}

function scheduleInfo({ startsAt, expiration }: SchedulePeriod): object {
  return { startDateTime: startsAt, recurrence: null, expiration };
}
