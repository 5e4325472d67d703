import { linkView } from "../domain/linkView";
import type { Caller, Keys } from "../domain/ports";
import type { Link } from "../domain/link";
import { cancellable } from "../domain/states";
import { asApi, authenticate, json, Problem, requireRole } from "./api";
import { decideWait, type DecidePorts } from "./decideWait";
import type { Door } from "./doors";
import { ownLink } from "./ownLink";

export interface ActionPorts extends DecidePorts {
  readonly callers: readonly Caller[];
  readonly keys: Pick<Keys, "sha256">;
}

const isBeingCancelled = (link: Link): boolean =>
  link.outcome === "cancelled" ||
  link.cancelRequested !== null ||
  link.pastWaits.some((wait) => wait.decision?.type === "cancelled") ||
  link.wait?.decision?.type === "cancelled";

/** Between two waits: noted in the row, and read before the next step. False where it is too late. */
async function requestCancel(ports: ActionPorts, link: Link, by: string): Promise<boolean> {
  const now = await ports.links.change(link.id, (row) =>
    row.cancelRequested || !cancellable.includes(row.status)
      ? undefined
      : {
          link: { ...row, cancelRequested: { by, at: ports.now() } },
          events: [{ type: "link.cancelRequested", data: { by } }],
        },
  );
  return isBeingCancelled(now);
}

/** `POST /api/v1/links/{id}/cancel`: what was done is taken back; repeating it answers the same. */
export const createCancelLink = (ports: ActionPorts): Door =>
  asApi(async (request, context) => {
    const caller = authenticate(request, ports.callers, ports.keys);
    requireRole(caller, "Links.Request", "Links.Operate");
    const link = await ownLink(request, ports.links, caller);
    if (!isBeingCancelled(link)) {
      const decision = { type: "cancelled" as const, at: ports.now(), by: caller.id };
      const { wait } = link;
      const refused =
        wait && (await decideWait(ports, { linkId: link.id, n: wait.n, decision }, context));
      if ((!wait || refused) && !(await requestCancel(ports, link, caller.id)))
        throw new Problem(409, "not_in_this_state", {
          detail: `A link that is ${link.status} cannot be cancelled.`,
          allowedIn: cancellable,
        });
    }
    return json(202, linkView((await ports.links.read(link.id)) ?? link));
  });
