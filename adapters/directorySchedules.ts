import { z } from "zod";
import { LinkError } from "../domain/errors";
import type { GraphCallName } from "../domain/graphCalls";
import type { Schedules, ScheduleWanted } from "../domain/microsoftPorts";
import type { Graph } from "./graph";
import { isConflict, isGone } from "./graphErrors";
import { listOf, readGraph } from "./readGraph";

const wholeDirectory = "/";
const instance = z.object({
  id: z.string(),
  roleDefinitionId: z.string().toLowerCase(),
  directoryScopeId: z.string().nullish(),
  endDateTime: z.string().nullish(),
  assignmentType: z.string().nullish(),
  roleAssignmentScheduleId: z.string().nullish(),
  roleEligibilityScheduleId: z.string().nullish(),
});
const made = z.object({
  id: z.string(),
  targetScheduleId: z.string().nullish(),
  status: z.string().nullish(),
});
/** Nothing comes of these by itself; the other pending ones are being carried out. */
const waitsForSomebody: readonly (string | null | undefined)[] = [
  "PendingApproval",
  "PendingAdminDecision",
];

interface Kind {
  readonly list: GraphCallName;
  readonly request: GraphCallName;
  /** The property of an instance that names its schedule. */
  readonly schedule: "roleAssignmentScheduleId" | "roleEligibilityScheduleId";
  /** Properties beside those that both kinds have. */
  readonly select: string;
}
const active: Kind = {
  list: "listScheduledRoles",
  request: "scheduleRole",
  schedule: "roleAssignmentScheduleId",
  select: "assignmentType,roleAssignmentScheduleId",
};
const toActivate: Kind = {
  list: "listEligibleRoles",
  request: "makeEligible",
  schedule: "roleEligibilityScheduleId",
  select: "roleEligibilityScheduleId",
};

const scheduleInfo = ({ until }: ScheduleWanted) => ({
  startDateTime: new Date().toISOString(),
  expiration: until ? { type: "afterDateTime", endDateTime: until } : { type: "noExpiration" },
});

async function instancesAnywhere(graph: Graph, kind: Kind, principal: string) {
  const $select = `id,roleDefinitionId,directoryScopeId,endDateTime,${kind.select}`;
  const query = { $filter: `principalId eq '${principal}'`, $select };
  return readGraph(listOf(instance), await graph(kind.list, { query })).value;
}

/** Whether the account may activate a role, also for a part of the directory; without Entra ID P2 nobody may. */
export async function isEligible(graph: Graph, principal: string): Promise<boolean> {
  try {
    return (await instancesAnywhere(graph, toActivate, principal)).length > 0;
  } catch (error) {
    if (error instanceof LinkError && error.code === "premium_licence_missing") return false;
    throw error;
  }
}

/** Schedules of Privileged Identity Management (Graph: unifiedRoleScheduleRequestBase, …ScheduleInstance). */
const createSchedules = (graph: Graph, kind: Kind): Schedules => ({
  async list(principal) {
    return (await instancesAnywhere(graph, kind, principal))
      .filter((one) => one.directoryScopeId === wholeDirectory)
      .map((one) => ({
        id: one[kind.schedule] ?? one.id,
        templateId: one.roleDefinitionId,
        endsAt: one.endDateTime ?? null,
        isActivation: one.assignmentType === "Activated",
      }));
  },
  async add(wanted) {
    const body = {
      action: "adminAssign",
      principalId: wanted.principal,
      roleDefinitionId: wanted.role,
      directoryScopeId: wholeDirectory,
      justification: wanted.justification,
      ...(wanted.ticket && {
        ticketInfo: { ticketNumber: wanted.ticket.number, ticketSystem: wanted.ticket.system },
      }),
      scheduleInfo: scheduleInfo(wanted),
    };
    try {
      const answer = readGraph(made, await graph(kind.request, { body }));
      if (waitsForSomebody.includes(answer.status))
        throw new LinkError(
          { code: "role_policy_refused", class: "needsPerson" },
          `request ${answer.id} waits for somebody in the directory to approve it`,
        );
      return answer.targetScheduleId ?? answer.id;
    } catch (error) {
      if (error instanceof LinkError && isConflict(error.cause)) return null;
      throw error;
    }
  },
  async end({ principal, role }) {
    const body = {
      action: "adminRemove",
      principalId: principal,
      roleDefinitionId: role,
      directoryScopeId: wholeDirectory,
    };
    try {
      await graph(kind.request, { body });
      return true;
    } catch (error) {
      if (error instanceof LinkError && isGone(error.cause)) return false;
      throw error;
    }
  },
});

export const createRoleSchedules = (graph: Graph) => ({
  scheduled: createSchedules(graph, active),
  eligible: createSchedules(graph, toActivate),
});
