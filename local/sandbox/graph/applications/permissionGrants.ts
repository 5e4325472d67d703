import { randomUUID } from "node:crypto";
import type { Grant } from "../../facts";
import { rolesThatConsent } from "../../roles";
import { requireRole } from "../access";
import { checkBody, requiredText } from "../checkBody";
import { badRequest, GraphError, notFound } from "../graphError";
import type { GraphVerb, ReceivedCall } from "../graphCall";
import { comparisons, onlyOptions } from "../query";
import { graphPrincipal } from "./resourcePrincipals";

const shown = ({ caller }: ReceivedCall, grant: Grant) => ({
  ...grant,
  resourceId: graphPrincipal(caller.tenant).id,
});

/** Delegated permissions that were granted, of one application. */
export const listGrants: GraphVerb = (call) => {
  onlyOptions(call.query, "$filter");
  const [only, ...more] = comparisons(call.query.get("$filter") ?? "", "and");
  if (only?.property !== "clientId" || more.length > 0)
    throw badRequest("This list is asked for by clientId alone here.");
  const found = call.caller.tenant.grants.filter((one) => one.clientId === only.value);
  return { status: 200, body: { value: found.map((one) => shown(call, one)) } };
};

/** Consent for everybody in the tenant; each application has one such grant at most. */
export const addGrant: GraphVerb = (call) => {
  onlyOptions(call.query);
  const body = checkBody(call.body, "oAuth2PermissionGrant");
  requireRole(call, ...rolesThatConsent);
  const { tenant } = call.caller;
  const clientId = requiredText(body, "clientId");
  if (!tenant.servicePrincipals.some((one) => one.id === clientId)) throw notFound(clientId);
  if (requiredText(body, "resourceId") !== graphPrincipal(tenant).id)
    throw notFound(String(body["resourceId"]));
  if (body["consentType"] !== "AllPrincipals" || (body["principalId"] ?? null) !== null)
    throw badRequest("Only grants for all principals can be made here.");
  if (tenant.grants.some((one) => one.clientId === clientId && one.principalId === null))
    throw new GraphError(
      409,
      "Request_MultipleObjectsWithSameKeyValue",
      "Permission entry already exists.",
    );
  const made: Grant = {
    ...{ id: randomUUID(), clientId, consentType: "AllPrincipals", principalId: null },
    scope: requiredText(body, "scope"),
  };
  tenant.grants.push(made);
  return { status: 201, body: shown(call, made) };
};

export const updateGrant: GraphVerb = (call) => {
  onlyOptions(call.query);
  const body = checkBody(call.body, "oAuth2PermissionGrant");
  requireRole(call, ...rolesThatConsent);
  const id = call.params["id"] ?? "";
  const grant = call.caller.tenant.grants.find((one) => one.id === id);
  if (!grant) throw notFound(id);
  if (Object.keys(body).some((name) => name !== "scope"))
    throw badRequest("Only the scope of a grant can be changed.");
  grant.scope = requiredText(body, "scope");
  return { status: 204 };
};
