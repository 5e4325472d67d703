import type { HttpRequest } from "@azure/functions";
import type { CallRecords } from "../domain/callRecords";
import type { Action } from "../domain/actions";
import { linkId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Caller, Clock } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { casePage } from "../views/ops/casePage";
import { Problem } from "./api";
import { noteDoor } from "./doorNotes";
import type { Door } from "./doors";
import { asOps, showOps, type DeskPorts } from "./opsAnswer";
import { doneHere } from "./opsDone";

export interface CasePorts extends DeskPorts {
  readonly links: Pick<Links, "read" | "events">;
  readonly calls: Pick<CallRecords, "of">;
  readonly callers: readonly Caller[];
  readonly allowedActions: (link: Link) => readonly Action[];
  readonly now: Clock;
}

/** The case that the address names; operators see everybody's. */
export async function caseOf(request: HttpRequest, links: Pick<Links, "read">): Promise<Link> {
  const id = linkId.safeParse(request.params["id"]);
  const link = id.success ? await links.read(id.data) : undefined;
  if (!link) throw new Problem(404, "not_found", { detail: "There is no link with this id." });
  noteDoor(request, { linkId: link.id });
  return link;
}

/** `GET /ops/links/{id}`: one case, drawn and in words. */
export const createOpsCase = (ports: CasePorts): Door =>
  asOps(ports, async ({ request, viewer }) => {
    const link = await caseOf(request, ports.links);
    const [events, calls] = await Promise.all([
      ports.links.events(link.id, 0),
      ports.calls.of(link.id),
    ]);
    const allowed = ports.allowedActions(link);
    const done = doneHere(ports.settings, request, link.id);
    const { callers } = ports;
    return showOps(
      casePage({ viewer, now: ports.now(), callers, link, events, calls, allowed, done }),
    );
  });
