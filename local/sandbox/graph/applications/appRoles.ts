import { guidFrom } from "../../ids";
import { globalAdministrator, privilegedRoleAdministrator } from "../../roles";
import { requireRole } from "../access";
import { checkBody, requiredText } from "../checkBody";
import { badRequest, notFound, notImitated } from "../graphError";
import type { GraphVerb, ReceivedCall } from "../graphCall";
import { onlyOptions } from "../query";
import { principalOf } from "./principals";
import { graphAppRoles, graphPrincipal } from "./resourcePrincipals";

/** An application permission of Graph that the managed identity holds, as Graph shows it. */
const shown = ({ context, caller }: ReceivedCall, appRoleId: string) => ({
  id: guidFrom("assignment", appRoleId),
  appRoleId,
  principalId: context.facts.managedIdentity.principalId,
  principalType: "ServicePrincipal",
  resourceDisplayName: graphPrincipal(caller.tenant).displayName,
  resourceId: graphPrincipal(caller.tenant).id,
});

/** The id of a permission that the product does not know is made up: nobody can look it up either. */
const roleIdOf = (value: string): string =>
  graphAppRoles.find((one) => one.value === value)?.id ?? guidFrom("app role", value);

/** What a service principal is assigned: only the managed identity has anything here. */
export const listAppRoles: GraphVerb = (call) => {
  onlyOptions(call.query);
  const { principalId, appRoles } = call.context.facts.managedIdentity;
  const held = principalOf(call).id === principalId ? appRoles : [];
  return { status: 200, body: { value: held.map((value) => shown(call, roleIdOf(value))) } };
};

/** Application permissions of Graph are given by a Privileged Role Administrator, never by less (facts.md §2.2). */
export const assignAppRole: GraphVerb = (call) => {
  onlyOptions(call.query);
  const body = checkBody(call.body, "appRoleAssignment");
  const [resourceId, principalId, appRoleId] = ["resourceId", "principalId", "appRoleId"].map(
    (name) => requiredText(body, name),
  );
  const resource = principalOf(call);
  if (resourceId !== resource.id)
    throw badRequest("The resourceId must be the service principal that the path names.");
  if (resource.id !== graphPrincipal(call.caller.tenant).id)
    throw notImitated("app roles of other applications than Microsoft Graph");
  requireRole(call, globalAdministrator, privilegedRoleAdministrator);
  const { managedIdentity } = call.context.facts;
  if (principalId !== managedIdentity.principalId) throw notFound(principalId ?? "");
  const role = graphAppRoles.find((one) => one.id === appRoleId);
  if (!role) throw badRequest(`Not a valid reference update. The app role '${appRoleId ?? ""}'.`);
  if (managedIdentity.appRoles.includes(role.value))
    throw badRequest("Permission being assigned already exists on the object");
  managedIdentity.appRoles.push(role.value);
  return { status: 201, body: shown(call, role.id) };
};
