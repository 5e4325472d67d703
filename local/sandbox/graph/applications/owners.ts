import type { GraphReply, GraphVerb, ReceivedCall } from "../graphCall";
import { onlyOptions } from "../query";
import { principalOf } from "./principals";
import { registeredOf } from "./registered";

/** Owners as Graph shows them. Whoever registers by an administrator's role becomes none (source: "Built-in roles"). */
function shown(call: ReceivedCall, ownerIds: readonly string[] = []): GraphReply {
  onlyOptions(call.query);
  const users = call.caller.tenant.users.filter(({ id }) => ownerIds.includes(id));
  const value = users.map(({ id, displayName }) => ({
    ...{ "@odata.type": "#microsoft.graph.user", id, displayName },
  }));
  return { status: 200, body: { value } };
}

export const listApplicationOwners: GraphVerb = (call) => shown(call, registeredOf(call).ownerIds);

export const listPrincipalOwners: GraphVerb = (call) => {
  const { id } = principalOf(call);
  const own = call.caller.tenant.servicePrincipals.find((one) => one.id === id);
  return shown(call, own?.ownerIds);
};
