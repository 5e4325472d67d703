import { linkView } from "../domain/linkView";
import { asApi, json, Problem } from "./api";
import { authenticate, requireRole } from "./authenticate";
import type { ActionPorts } from "./cancelLink";
import { decideWait } from "./decideWait";
import type { Door } from "./doors";
import { ownLink } from "./ownLink";

/** `POST /api/v1/links/{id}/retry`: a parked link takes the step that failed once more. */
export const createRetryLink = (ports: ActionPorts): Door =>
  asApi(async (request, context) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Request", "Links.Operate");
    const link = await ownLink(request, ports.links, caller);
    const { wait } = link;
    if (wait?.what !== "operator" || link.parked?.code === "not_the_administrator")
      throw new Problem(409, "not_in_this_state", {
        detail: `A link that is ${link.status} has nothing to retry.`,
        allowedIn: ["needsOperator"],
      });
    const decision = { type: "retry" as const, at: ports.now(), by: caller.id };
    const refused = await decideWait(ports, { linkId: link.id, n: wait.n, decision }, context);
    if (refused && wait.decision?.type !== "retry")
      throw new Problem(409, refused, {
        detail: "This parked link was answered by somebody else.",
      });
    return json(202, linkView((await ports.links.read(link.id)) ?? link));
  });
