import { endSessions } from "../directory/endSessions";
import { activeRoles } from "../entra/tenants";
import {
  globalAdministrator,
  helpdeskAdministrator,
  privilegedAuthenticationAdministrator,
  userAdministrator,
} from "../roles";
import { requireRole } from "./access";
import { checkParameters } from "./checkBody";
import type { GraphVerb } from "./graphCall";
import { onlyOptions } from "./query";
import { visibleUser } from "./users";

/** Who may do it to people with a role, and who to the others (source: "users", sensitive actions). */
const overAdministrators = [globalAdministrator, privilegedAuthenticationAdministrator];
const overOthers = [...overAdministrators, userAdministrator, helpdeskAdministrator];

/**
 * Revokes what was issued before (source: "user: revokeSignInSessions": 200 with a boolean). A guest's
 * session at home lives on; access tokens live out their hour.
 */
export const revokeSessions: GraphVerb = (call) => {
  onlyOptions(call.query);
  checkParameters(call.body ?? {}, {});
  const { context, caller } = call;
  requireRole(call, ...overOthers);
  const user = visibleUser(context, caller.tenant, call.params["id"] ?? "");
  if (activeRoles(context, caller.tenant, user.id).length > 0)
    requireRole(call, ...overAdministrators);
  endSessions(user, context.now());
  const type = `${context.origin}/v1.0/$metadata#Edm.Boolean`;
  return { status: 200, body: { "@odata.context": type, value: true } };
};
