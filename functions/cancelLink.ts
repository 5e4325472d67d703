import type { InvocationContext } from "@azure/functions";
import { linkView } from "../domain/linkView";
import type { Caller, Keys } from "../domain/ports";
import type { Change } from "../domain/changes";
import type { Link } from "../domain/link";
import { cancellable } from "../domain/states";
import { asApi, json, Problem } from "./api";
import { authenticate, requireRole } from "./authenticate";
import { decideWait, type DecidePorts } from "./decideWait";
import type { Door } from "./doors";
import { ownLink } from "./ownLink";

export interface ActionPorts extends DecidePorts {
  readonly callers: readonly Caller[];
  readonly keys: Pick<Keys, "sha256">;
}

const isCancelled = (link: Link): boolean =>
  link.outcome === "cancelled" ||
  link.pastWaits.some((wait) => wait.decision?.type === "cancelled") ||
  link.wait?.decision?.type === "cancelled";

const isOpen = ({ wait }: Link): boolean => wait !== null && wait.decision === null;

/** Once the account is linked, access is ended and not cancelled, parked or not. */
const mayCancel = ({ status, ending }: Link): boolean => !ending && cancellable.includes(status);

/** Between two waits: noted in the row and read before the next step. An open wait is left to `decide`. */
const requested =
  (ports: ActionPorts, by: string) =>
  (row: Link): Change | undefined =>
    row.cancelRequested || isOpen(row) || !mayCancel(row)
      ? undefined
      : {
          link: { ...row, cancelRequested: { by, at: ports.now() } },
          events: [{ type: "link.cancelRequested", data: { by } }],
        };

const tooLate = (link: Link): Problem =>
  new Problem(409, "not_in_this_state", {
    detail: `A link that is ${link.status} cannot be cancelled.`,
    allowedIn: cancellable,
  });

/** A wait may open or close while we look; a few rounds settle which of the two ways it is. */
const rounds = 4;

async function cancel(
  ports: ActionPorts,
  link: Link,
  call: { by: string; context: InvocationContext },
): Promise<Link> {
  let row = link;
  for (let round = 0; round < rounds && !isCancelled(row); round++) {
    if (!mayCancel(row)) {
      if (row.cancelRequested) return row;
      throw tooLate(row);
    }
    if (row.wait && isOpen(row)) {
      const decision = { type: "cancelled" as const, at: ports.now(), by: call.by };
      await decideWait(ports, { linkId: row.id, n: row.wait.n, decision }, call.context);
      row = (await ports.links.read(row.id)) ?? row;
      continue;
    }
    row = await ports.links.change(row.id, requested(ports, call.by));
    if (row.cancelRequested) return row;
  }
  return row;
}

/** `POST /api/v1/links/{id}/cancel`: what was done is taken back; repeating it answers the same. */
export const createCancelLink = (ports: ActionPorts): Door =>
  asApi(async (request, context) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Request", "Links.Operate");
    const link = await ownLink(request, ports.links, caller);
    return json(202, linkView(await cancel(ports, link, { by: caller.id, context })));
  });
