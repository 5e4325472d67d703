import { randomUUID } from "node:crypto";
import type { ServicePrincipal } from "../../facts";
import { checkBody, requiredText, type GraphObject } from "../checkBody";
import { badRequest, GraphError, notFound, notImitated } from "../graphError";
import type { GraphVerb, ReceivedCall } from "../graphCall";
import { onlyOptions, pick, selected } from "../query";
import { propertyNames } from "../types";
import { requireApplicationAdministrator } from "./registered";
import { allPrincipals, type ShownPrincipal } from "./resourcePrincipals";

/** The service principal that the path names, by object id or app id. */
export function principalOf({ context, caller, params }: ReceivedCall): ShownPrincipal {
  const { id, appId } = params;
  const all = allPrincipals(context.facts, caller.tenant);
  const found = all.find((one) => one.id === id || one.appId === appId);
  if (!found) throw notFound(id ?? appId ?? "");
  return found;
}

const shown = (one: ShownPrincipal): Record<string, unknown> => ({
  ...{ accountEnabled: true, appRoleAssignmentRequired: false, tags: [], appRoles: [] },
  ...{ oauth2PermissionScopes: [], passwordCredentials: [], keyCredentials: [] },
  ...one,
});

export const readPrincipal: GraphVerb = (call) => {
  onlyOptions(call.query, "$select");
  const names = selected(call.query, "servicePrincipal", propertyNames("servicePrincipal"));
  return { status: 200, body: pick(shown(principalOf(call)), names) };
};

export const findPrincipal = readPrincipal;

/** The application's presence in this tenant; there is one at most. */
export const addPrincipal: GraphVerb = (call) => {
  onlyOptions(call.query);
  const body = checkBody(call.body, "servicePrincipal");
  requireApplicationAdministrator(call);
  const appId = requiredText(body, "appId");
  const { tenant } = call.caller;
  const registered = tenant.applications.find((one) => !one.isDeleted && one.appId === appId);
  if (!registered)
    throw badRequest(
      `The appId '${appId}' of the service principal does not reference a valid application object.`,
    );
  if (tenant.servicePrincipals.some((one) => one.appId === appId))
    throw new GraphError(
      409,
      "Request_MultipleObjectsWithSameKeyValue",
      `The service principal cannot be created, updated, or restored because the service principal name ${appId} is already in use.`,
    );
  const made: ServicePrincipal = {
    ...{ id: randomUUID(), appId },
    displayName: String(registered.properties["displayName"]),
    ...changesOf(body, ["appId"]),
  };
  tenant.servicePrincipals.push(made);
  return { status: 201, body: shown({ ...made, servicePrincipalType: "Application" }) };
};

export const updatePrincipal: GraphVerb = (call) => {
  onlyOptions(call.query);
  const body = checkBody(call.body, "servicePrincipal");
  requireApplicationAdministrator(call);
  const { id } = principalOf(call);
  const own = call.caller.tenant.servicePrincipals.find((one) => one.id === id);
  if (!own) throw notImitated("changes of service principals that were not made here");
  Object.assign(own, changesOf(body, []));
  return { status: 204 };
};

const writable = ["appRoleAssignmentRequired", "tags"];

function changesOf(body: GraphObject, besides: readonly string[]): Partial<ServicePrincipal> {
  const odd = Object.keys(body).find((name) => ![...writable, ...besides].includes(name));
  if (odd) throw notImitated(`the property '${odd}' of a service principal in a request`);
  return Object.fromEntries(Object.entries(body).filter(([name]) => writable.includes(name)));
}
