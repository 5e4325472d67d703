import { LinkError } from "../domain/errors";
import type { LinkId } from "../domain/ids";
import type { Link } from "../domain/link";
import { linkView } from "../domain/linkView";
import type { DirectoryFinder } from "../domain/microsoftPorts";
import { newLink } from "../domain/newLink";
import type { Caller, Clock } from "../domain/ports";
import type { LinkRequest } from "../domain/request";
import type { FollowUps, Links } from "../domain/storagePorts";
import { asApi, authenticate, json, Problem, requireRole } from "./api";
import type { Door, EngineOf } from "./doors";
import { readLinkRequest } from "./linkRequestBody";
import { reserveId, type ReservePorts } from "./reserveId";

interface Ports extends ReservePorts {
  readonly callers: readonly Caller[];
  readonly finder: Pick<DirectoryFinder, "tenantOf">;
  readonly links: Links;
  readonly followUps: FollowUps;
  readonly engineOf: EngineOf;
  readonly now: Clock;
}

const startGraceMs = 30_000;
const lookUpMs = 2000;

/** Refuses domains that are no directory; no answer in time is no reason to refuse, the run asks again. */
async function refuseUnknownDirectory(finder: Ports["finder"], domain: string): Promise<void> {
  const patience = new Promise<undefined>((resolve) =>
    setTimeout(resolve, lookUpMs, undefined).unref(),
  );
  try {
    await Promise.race([finder.tenantOf(domain), patience]);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    if (error.code !== "directory_not_found" && error.code !== "directory_in_other_cloud") return;
    const detail = error.message.replace(/^\S+ \S+ \d+: /, "");
    throw new Problem(422, error.code, {
      detail,
      errors: [{ pointer: "/directory", message: detail }],
    });
  }
}

/** The follow-up first, then the row, then the run: a crash in between is healed by the sweeper. */
async function begin(
  ports: Ports,
  id: LinkId,
  asked: { callerId: string; request: LinkRequest; start: (id: LinkId) => Promise<void> },
): Promise<Link> {
  const known = await ports.links.read(id);
  if (known) return known;
  const now = ports.now();
  const dueAt = new Date(Date.parse(now) + startGraceMs).toISOString();
  await ports.followUps.note({ kind: "start", linkId: id, detail: "", dueAt });
  const change = newLink(id, asked.callerId, { request: asked.request, now });
  if (await ports.links.insert(change)) await asked.start(id);
  return (await ports.links.read(id)) ?? change.link;
}

/** `POST /api/v1/links`: parse, look the directory up, reserve, start; answers 202 with the link. */
export const createPostLink = (ports: Ports): Door =>
  asApi(async (request, context) => {
    const caller = authenticate(request, ports.callers, ports.keys);
    requireRole(caller, "Links.Request");
    const body = await readLinkRequest(request, caller);
    await refuseUnknownDirectory(ports.finder, body.directory);
    const id = await reserveId(ports, caller.id, { request, body });
    const start = async (newId: LinkId) => {
      try {
        await ports.engineOf(context).start(newId);
      } catch {
        context.warn(`link ${newId} is not started yet; the sweeper starts it`);
      }
    };
    const link = await begin(ports, id, { callerId: caller.id, request: body, start });
    return json(202, linkView(link), {
      location: `/api/v1/links/${id}`,
      "retry-after": "5",
      etag: `"${String(link.version)}"`,
    });
  });
