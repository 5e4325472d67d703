import { linkView } from "../domain/linkView";
import type { Caller, Keys } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { asApi, json } from "./api";
import { authenticate, requireRole } from "./authenticate";
import type { Door } from "./doors";
import { ownLink } from "./ownLink";

interface Ports {
  readonly callers: readonly Caller[];
  readonly keys: Pick<Keys, "sha256">;
  readonly links: Links;
}

/** `GET /api/v1/links/{id}`: the link as it is now; 304 where the caller has this version. */
export const createGetLink = (ports: Ports): Door =>
  asApi(async (request) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Read", "Links.Request", "Links.Operate");
    const link = await ownLink(request, ports.links, caller);
    const etag = `"${String(link.version)}"`;
    if (request.headers.get("if-none-match") === etag)
      return { status: 304, headers: { etag, "cache-control": "no-store" } };
    return json(200, linkView(link), { etag });
  });
