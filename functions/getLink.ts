import type { Link } from "../domain/link";
import { linkView } from "../domain/linkView";
import { callbackState, type CallbackState } from "../domain/outbox";
import type { Caller, Keys } from "../domain/ports";
import type { Links, Outboxes } from "../domain/storagePorts";
import { asApi, json } from "./api";
import { authenticate, requireRole } from "./authenticate";
import type { Door } from "./doors";
import { ownLink } from "./ownLink";

export interface GetPorts {
  readonly callers: readonly Caller[];
  readonly keys: Pick<Keys, "sha256">;
  readonly links: Links;
  readonly outboxes: Pick<Outboxes, "read">;
}

/** How the ticket's callback does; a link without one costs no look. */
async function callbackOf({ outboxes }: GetPorts, { id, request }: Link): Promise<CallbackState> {
  return callbackState(request.ticket?.callbackUrl ? await outboxes.read(id) : undefined);
}

/** A callback that fails is news too, though the link itself is as it was. */
const etagOf = ({ version }: Link, { state, since }: CallbackState): string =>
  since === null ? `"${String(version)}"` : `"${String(version)}.${state}.${since}"`;

/** `GET /api/v1/links/{id}`: the link as it is now; 304 where the caller has this version. */
export const createGetLink = (ports: GetPorts): Door =>
  asApi(async (request) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Read", "Links.Request", "Links.Operate");
    const link = await ownLink(request, ports.links, caller);
    const callback = await callbackOf(ports, link);
    const etag = etagOf(link, callback);
    if (request.headers.get("if-none-match") === etag)
      return { status: 304, headers: { etag, "cache-control": "no-store" } };
    const view = linkView(link);
    const ticket = view.ticket && { ...view.ticket, callback };
    return json(200, { ...view, ticket }, { etag });
  });
