import { linkView } from "../domain/linkView";
import { endable } from "../domain/states";
import { asApi, json, Problem } from "./api";
import { authenticate, requireRole } from "./authenticate";
import { beginEnd } from "./beginEnd";
import type { ActionPorts } from "./cancelLink";
import type { Door } from "./doors";
import { ownLink } from "./ownLink";

/** `POST /api/v1/links/{id}/end`: an administrator is asked to sign in, then the access is taken back. */
export const createEndAccess = (ports: ActionPorts): Door =>
  asApi(async (request, context) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Request", "Links.Operate");
    const link = await ownLink(request, ports.links, caller);
    if (link.ending) return json(202, linkView(link));
    const wanted = { by: caller.id, at: ports.now(), proof: null, scopes: [] };
    const begun = await beginEnd(ports, { linkId: link.id, wanted }, context);
    if (begun) return json(202, linkView(begun));
    const row = (await ports.links.read(link.id)) ?? link;
    // Somebody else asked for the same at the same moment.
    if (row.ending) return json(202, linkView(row));
    throw new Problem(409, "not_in_this_state", {
      detail: `A link that is ${row.status} has no access to end${row.status === "awaitingWriteback" ? " at this moment; try again in a moment" : ""}.`,
      allowedIn: endable,
    });
  });
