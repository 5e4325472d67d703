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
  roleAssignmentScheduleId: z.string().nullish(),
  roleEligibilityScheduleId: z.string().nullish(),
});
const made = z.object({ id: z.string(), targetScheduleId: z.string().nullish() });

interface Kind {
  readonly list: GraphCallName;
  readonly request: GraphCallName;
  /** The property of an instance that names its schedule. */
  readonly schedule: "roleAssignmentScheduleId" | "roleEligibilityScheduleId";
}
const active: Kind = {
  list: "listScheduledRoles",
  request: "scheduleRole",
  schedule: "roleAssignmentScheduleId",
};
const toActivate: Kind = {
  list: "listEligibleRoles",
  request: "makeEligible",
  schedule: "roleEligibilityScheduleId",
};

const scheduleInfo = ({ until }: ScheduleWanted) => ({
  startDateTime: new Date().toISOString(),
  expiration: until ? { type: "afterDateTime", endDateTime: until } : { type: "noExpiration" },
});

/** Schedules of Privileged Identity Management (Graph: unifiedRoleScheduleRequestBase, …ScheduleInstance). */
const createSchedules = (graph: Graph, kind: Kind): Schedules => ({
  async list(principal) {
    const $select = `id,roleDefinitionId,directoryScopeId,endDateTime,${kind.schedule}`;
    const query = { $filter: `principalId eq '${principal}'`, $select };
    const { value } = readGraph(listOf(instance), await graph(kind.list, { query }));
    return value
      .filter((one) => one.directoryScopeId === wholeDirectory)
      .map((one) => ({
        id: one[kind.schedule] ?? one.id,
        templateId: one.roleDefinitionId,
        endsAt: one.endDateTime ?? null,
      }));
  },
  async add(wanted) {
    const body = {
      action: "adminAssign",
      principalId: wanted.principal,
      roleDefinitionId: wanted.role,
      directoryScopeId: wholeDirectory,
      justification: wanted.justification,
      scheduleInfo: scheduleInfo(wanted),
    };
    try {
      const answer = readGraph(made, await graph(kind.request, { body }));
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
