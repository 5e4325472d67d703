import { randomBytes } from "node:crypto";
import { hasCome } from "../context";
import { activeAssignments } from "../entra/tenants";
import type { RoleAssignment } from "../facts";
import { globalAdministrator, privilegedRoleAdministrator, roleNames } from "../roles";
import { requireReader, requireRole } from "./access";
import { checkBody, requiredText } from "./checkBody";
import { badRequest, notFound, notImitated } from "./graphError";
import type { GraphVerb } from "./graphCall";
import { onlyOptions, pick, selected } from "./query";
import { isHeld, roleFilter } from "./roleFilter";
import { visibleUser } from "./users";

const properties = ["id", "principalId", "directoryScopeId", "roleDefinitionId"] as const;

/** Active assignments; a fresh one and one that has ended are not in it. */
export const listRoleAssignments: GraphVerb = (call) => {
  onlyOptions(call.query, "$filter", "$select");
  requireReader(call);
  const names = selected(call.query, "unifiedRoleAssignment", properties);
  const found = activeAssignments(call.context, call.caller.tenant)
    .filter((one) => hasCome(call.context, one.visibleFrom))
    .filter(roleFilter(call.query));
  return { status: 200, body: { value: found.map((one) => pick({ ...one }, names)) } };
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
  if (activeAssignments(call.context, tenant).some(isHeld(user.id, roleDefinitionId))) {
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
