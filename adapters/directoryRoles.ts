import { z } from "zod";
import { LinkError } from "../domain/errors";
import type { Directory } from "../domain/microsoftPorts";
import type { Graph } from "./graph";
import { isEligible } from "./directorySchedules";
import { isConflict } from "./graphErrors";
import { listOf, readGraph } from "./readGraph";

const roleAssignment = z.object({
  id: z.string(),
  principalId: z.string(),
  roleDefinitionId: z.string().toLowerCase(),
  directoryScopeId: z.string().nullish(),
});
const wholeDirectory = "/";

type Roles = Pick<
  Directory,
  "countHolders" | "roleAssignments" | "hasAnyRole" | "assignRole" | "removeRole"
>;

async function assignmentsAnywhere(graph: Graph, $filter: string) {
  const query = { $filter, $select: "id,principalId,roleDefinitionId,directoryScopeId" };
  const answer = await graph("listRoleAssignments", { query });
  return readGraph(listOf(roleAssignment), answer).value;
}

const assignmentsWhere = async (graph: Graph, filter: string) =>
  (await assignmentsAnywhere(graph, filter)).filter(
    (one) => one.directoryScopeId === wholeDirectory,
  );

/** Role assignments for the whole directory (Graph: unifiedRoleAssignment). */
export const createRoles = (graph: Graph): Roles => ({
  async countHolders(role) {
    const held = await assignmentsWhere(graph, `roleDefinitionId eq '${role}'`);
    return new Set(held.map((one) => one.principalId)).size;
  },
  async roleAssignments(principal) {
    const held = await assignmentsWhere(graph, `principalId eq '${principal}'`);
    return held.map((one) => ({ id: one.id, templateId: one.roleDefinitionId }));
  },
  hasAnyRole: async (principal) =>
    (await assignmentsAnywhere(graph, `principalId eq '${principal}'`)).length > 0 ||
    isEligible(graph, principal),
  async assignRole(principalId, roleDefinitionId) {
    const body = {
      "@odata.type": "#microsoft.graph.unifiedRoleAssignment",
      principalId,
      roleDefinitionId,
      directoryScopeId: wholeDirectory,
    };
    try {
      return readGraph(z.object({ id: z.string() }), await graph("assignRole", { body })).id;
    } catch (error) {
      if (error instanceof LinkError && isConflict(error.cause)) return null;
      throw error;
    }
  },
  async removeRole(id) {
    try {
      await graph("removeRole", { values: { id } });
      return true;
    } catch (error) {
      if (error instanceof LinkError && error.code === "account_not_visible_yet") return false;
      throw error;
    }
  },
});
