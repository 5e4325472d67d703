import { randomBytes } from "node:crypto";
import type { RoleAssignment } from "../facts";
import { globalAdministrator, privilegedRoleAdministrator, roleNames } from "../roles";
import { requireReader, requireRole } from "./access";
import { checkBody, requiredText } from "./checkBody";
import { badRequest, notFound, notImitated } from "./graphError";
import type { GraphVerb } from "./graphCall";
import { comparisons, onlyOptions, pick, selected } from "./query";
import { visibleUser } from "./users";

const properties = ["id", "principalId", "directoryScopeId", "roleDefinitionId"] as const;
const filters: readonly string[] = ["principalId", "roleDefinitionId"];

/** Active assignments; a fresh one and one that has ended are not in it. */
export const listRoleAssignments: GraphVerb = (call) => {
  onlyOptions(call.query, "$filter", "$select");
  requireReader(call);
  const names = selected(call.query, "unifiedRoleAssignment", properties);
  const filter = call.query.get("$filter");
  const terms = filter === null ? [] : comparisons(filter, "and");
  const odd = terms.find((term) => !filters.includes(term.property));
  if (odd) throw notImitated(`the $filter on '${odd.property}'`);
  const now = call.context.now().toISOString();
  const found = call.caller.tenant.roleAssignments
    .filter(
      (one) =>
        Date.parse(one.visibleFrom) <= Date.parse(now) && (one.endsAt === null || one.endsAt > now),
    )
    .map((one): Record<string, unknown> => ({ ...one }))
    .filter((one) => terms.every((term) => one[term.property] === term.value.toLowerCase()));
  return { status: 200, body: { value: found.map((one) => pick(one, names)) } };
};

/** Not idempotent: a repeat is a conflict, also while lists do not show the first one yet (facts.md §4.3). */
export const assignRole: GraphVerb = (call) => {
  onlyOptions(call.query);
  const body = checkBody(call.body, "unifiedRoleAssignment");
  const principalId = requiredText(body, "principalId");
  const roleDefinitionId = requiredText(body, "roleDefinitionId").toLowerCase();
  if (requiredText(body, "directoryScopeId") !== "/")
    throw notImitated("role assignments at a scope other than '/'");
  if (body["id"] !== undefined) throw badRequest("Property 'id' is read-only and cannot be set.");
  requireRole(call, globalAdministrator, privilegedRoleAdministrator);
  const { tenant } = call.caller;
  const user = visibleUser(call.context, tenant, principalId);
  if (roleNames[roleDefinitionId] === undefined) throw notFound(roleDefinitionId);
  if (
    tenant.roleAssignments.some(
      (one) =>
        one.principalId === user.id &&
        one.roleDefinitionId === roleDefinitionId &&
        one.directoryScopeId === "/",
    )
  ) {
    throw badRequest(
      "A conflicting object with one or more of the specified property values is present in the directory.",
    );
  }
  const { freshRoleDelayMs } = call.context.facts.settings;
  const made: RoleAssignment = {
    id: `${randomBytes(32).toString("base64url")}-1`,
    principalId: user.id,
    roleDefinitionId,
    directoryScopeId: "/",
    visibleFrom: new Date(call.context.now().getTime() + freshRoleDelayMs).toISOString(),
    endsAt: null,
  };
  tenant.roleAssignments.push(made);
  return { status: 201, body: pick({ ...made }, properties) };
};

export const removeRole: GraphVerb = (call) => {
  onlyOptions(call.query);
  requireRole(call, globalAdministrator, privilegedRoleAdministrator);
  const { roleAssignments } = call.caller.tenant;
  const id = call.params["id"] ?? "";
  const index = roleAssignments.findIndex((one) => one.id === id);
  if (index < 0) throw notFound(id);
  roleAssignments.splice(index, 1);
  return { status: 204 };
};
