import { globalAdministrator } from "../roles";
import { requireRole } from "./access";
import { checkBody, type GraphObject } from "./checkBody";
import { badRequest, notFound, notImitated } from "./graphError";
import type { GraphVerb } from "./graphCall";
import { onlyOptions } from "./query";

/**
 * Sets the one flag, for a Global Administrator only (source: "Update
 * onPremisesDirectorySynchronization"). What a tenant without synchronisation answers is not
 * documented: refused here.
 */
export const setSyncFeatures: GraphVerb = (call) => {
  onlyOptions(call.query);
  const enabled = flagOf(checkBody(call.body, "onPremisesDirectorySynchronization"));
  requireRole(call, globalAdministrator);
  const { tenant } = call.caller;
  const id = call.params["id"] ?? "";
  if (id.toLowerCase() !== tenant.id) throw notFound(id);
  if (!tenant.synchronization)
    throw badRequest("Directory synchronization is not enabled for this tenant.");
  tenant.synchronization.passwordWritebackEnabled = enabled;
  return { status: 204 };
};

function flagOf(body: GraphObject): boolean {
  const features = (body["features"] ?? {}) as GraphObject;
  const others = [
    ...Object.keys(body).filter((name) => name !== "features"),
    ...Object.keys(features)
      .filter((name) => name !== "passwordWritebackEnabled")
      .map((name) => `features.${name}`),
  ].filter((name) => !name.endsWith("@odata.type"));
  if (others.length > 0) throw notImitated(`a change of ${others.join(", ")}`);
  const enabled = features["passwordWritebackEnabled"];
  if (typeof enabled !== "boolean")
    throw badRequest("Property features.passwordWritebackEnabled is required but missing.");
  return enabled;
}
