import { eventsQuery, feedQuery } from "../domain/listQuery";
import type { Feed } from "../domain/publishing";
import type { Links } from "../domain/storagePorts";
import { asApi, json } from "./api";
import { authenticate, requireRole, type CallerPorts } from "./authenticate";
import type { Door } from "./doors";
import { goodCursor } from "./listLinks";
import { ownLink } from "./ownLink";
import { readQuery } from "./readQuery";

export interface EventPorts extends CallerPorts {
  readonly links: Links;
  readonly feed: Pick<Feed, "page">;
}

/** `GET /api/v1/links/{id}/events`: what happened to one link, without a gap. */
export const createLinkEvents = (ports: EventPorts): Door =>
  asApi(async (request) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Read", "Links.Request", "Links.Operate");
    const { after } = readQuery(request, eventsQuery);
    const link = await ownLink(request, ports.links, caller);
    const events = await ports.links.events(link.id, after);
    return json(200, { events, lastSeq: events.at(-1)?.seq ?? link.lastSeq });
  });

/** `GET /api/v1/events`: what happened to any of the caller's own links since a cursor. */
export const createEventFeed = (ports: EventPorts): Door =>
  asApi(async (request) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Read", "Links.Request");
    const { after, top } = readQuery(request, feedQuery);
    const asked = { callerId: caller.id, after: after ?? null, top };
    return json(200, await goodCursor(() => ports.feed.page(asked)));
  });
