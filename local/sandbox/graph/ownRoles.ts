import { activeRoles } from "../entra/tenants";
import { roleNames } from "../roles";
import { guidFrom } from "../ids";
import { userOf, type GraphVerb } from "./graphCall";
import { onlyOptions, pick, selected } from "./query";

const properties = ["id", "deletedDateTime", "description", "displayName", "roleTemplateId"];

/** The caller's active directory roles; eligible ones do not show (facts.md §2.5). */
export const readOwnRoles: GraphVerb = (call) => {
  onlyOptions(call.query, "$select", "$count");
  const names = selected(call.query, "directoryRole", properties);
  const { tenant } = call.caller;
  const value = activeRoles(call.context, tenant, userOf(call).id).map((roleTemplateId) => {
    const displayName = roleNames[roleTemplateId];
    const id = guidFrom("directoryRole", tenant.id, roleTemplateId);
    return {
      "@odata.type": "#microsoft.graph.directoryRole",
      ...pick({ id, displayName, description: displayName, roleTemplateId }, names),
    };
  });
  return { status: 200, body: { value } };
};
