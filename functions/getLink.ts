import type { HttpRequest } from "@azure/functions";
import type { Link } from "../domain/link";
import { linkView } from "../domain/linkView";
import { callbackState, type CallbackState } from "../domain/outbox";
import type { Pause } from "../domain/ports";
import type { Links, Outboxes } from "../domain/storagePorts";
import { asApi, json } from "./api";
import { authenticate, requireRole, type CallerPorts } from "./authenticate";
import type { Door } from "./doors";
import { etagOf, hasVersion } from "./etag";
import { ownLink } from "./ownLink";
import { preferredWait, waitForNews } from "./preferWait";

export interface GetPorts extends CallerPorts {
  readonly links: Links;
  readonly outboxes: Pick<Outboxes, "read">;
  readonly pause: Pause;
}

/** How the ticket's callback does; a link without one costs no look. */
async function callbackOf({ outboxes }: GetPorts, { id, request }: Link): Promise<CallbackState> {
  return callbackState(request.ticket?.callbackUrl ? await outboxes.read(id) : undefined);
}

/** The link at once, or with `Prefer: wait` once its version is new to the caller. */
async function inTime(ports: GetPorts, request: HttpRequest, link: Link): Promise<Link> {
  const seconds = preferredWait(request);
  if (seconds === 0) return link;
  const asks = request.headers.has("if-none-match");
  const tag = etagOf(link, await callbackOf(ports, link));
  if (asks && !hasVersion(request, tag)) return link;
  return waitForNews(ports, link, { seconds, isNews: (row) => row.version !== link.version });
}

/**
 * `GET /api/v1/links/{id}`: the link as it is now; 304 where the caller has this version. With
 * `Prefer: wait` the answer waits for a version that is new to the caller.
 */
export const createGetLink = (ports: GetPorts): Door =>
  asApi(async (request) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Read", "Links.Request", "Links.Operate");
    const row = await inTime(ports, request, await ownLink(request, ports.links, caller));
    const seconds = preferredWait(request);
    const applied = seconds > 0 ? { "preference-applied": `wait=${String(seconds)}` } : {};
    const callback = await callbackOf(ports, row);
    const etag = etagOf(row, callback);
    if (hasVersion(request, etag))
      return { status: 304, headers: { etag, "cache-control": "no-store", ...applied } };
    const view = linkView(row);
    const ticket = view.ticket && { ...view.ticket, callback };
    return json(200, { ...view, ticket }, { etag, ...applied });
  });
