import { activeRoles } from "../entra/tenants";
import {
  globalAdministrator,
  privilegedAuthenticationAdministrator,
  userAdministrator,
} from "../roles";
import { requireRole } from "./access";
import { denied } from "./graphError";
import type { GraphVerb } from "./graphCall";
import { onlyOptions } from "./query";
import { visibleUser } from "./users";

/**
 * Deletes a user, who must hold no active role (source: "Delete a user": for holders of a role the app
 * would need Directory.AccessAsUser.All). Graph keeps deleted users for 30 days; here they are gone.
 */
export const removeGuest: GraphVerb = (call) => {
  onlyOptions(call.query);
  requireRole(call, globalAdministrator, userAdministrator, privilegedAuthenticationAdministrator);
  const { tenant } = call.caller;
  const user = visibleUser(call.context, tenant, call.params["id"] ?? "");
  if (activeRoles(call.context, tenant, user.id).length > 0) throw denied();
  tenant.users.splice(tenant.users.indexOf(user), 1);
  forget(tenant.roleAssignments, user.id);
  forget(tenant.eligibleRoles, user.id);
  return { status: 204 };
};

/** What has ended, or could be activated, goes with its holder. */
function forget(held: { readonly principalId: string }[], userId: string): void {
  const others = held.filter((one) => one.principalId !== userId);
  held.splice(0, held.length, ...others);
}
