import { linkView } from "../domain/linkView";
import type { Link } from "../domain/link";
import type { Caller, Keys, Pause } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { asApi, json } from "./api";
import { authenticate, requireRole } from "./authenticate";
import type { Door } from "./doors";
import { etagOf, hasVersion } from "./etag";
import { ownLink } from "./ownLink";
import { preferredWait, waitForNews } from "./preferWait";

interface Ports {
  readonly callers: readonly Caller[];
  readonly keys: Pick<Keys, "sha256">;
  readonly links: Links;
  readonly pause: Pause;
}

/**
 * `GET /api/v1/links/{id}`: the link as it is now; 304 where the caller has this version. With
 * `Prefer: wait` the answer waits for a version that is new to the caller.
 */
export const createGetLink = (ports: Ports): Door =>
  asApi(async (request) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Read", "Links.Request", "Links.Operate");
    const link = await ownLink(request, ports.links, caller);
    const seconds = preferredWait(request);
    const asks = request.headers.has("if-none-match");
    const isNews = (row: Link) =>
      asks ? !hasVersion(request, etagOf(row)) : row.version !== link.version;
    const row = seconds > 0 ? await waitForNews(ports, link, { seconds, isNews }) : link;
    const etag = etagOf(row);
    const applied = seconds > 0 ? { "preference-applied": `wait=${String(seconds)}` } : {};
    if (hasVersion(request, etag))
      return { status: 304, headers: { etag, "cache-control": "no-store", ...applied } };
    return json(200, linkView(row), { etag, ...applied });
  });
