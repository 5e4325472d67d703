import { globalAdministrator, globalReader, privilegedRoleAdministrator } from "../roles";
import { requireRole } from "./access";
import type { GraphReply, ReceivedCall } from "./graphCall";
import { requirePremium } from "./pimLicence";
import { onlyOptions, pick, selected } from "./query";
import { propertyNames, type GraphTypeName } from "./types";

/** A list of Privileged Identity Management, for those who may read there. */
export function scheduleInstances(
  call: ReceivedCall,
  type: GraphTypeName,
  found: () => Record<string, unknown>[],
): GraphReply {
  onlyOptions(call.query, "$filter", "$select");
  const names = selected(call.query, type, propertyNames(type));
  requireRole(call, globalAdministrator, privilegedRoleAdministrator, globalReader);
  requirePremium(call);
  return { status: 200, body: { value: found().map((one) => pick(one, names)) } };
}
