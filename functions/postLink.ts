import type { HttpRequest } from "@azure/functions";
import { LinkError } from "../domain/errors";
import type { LinkId, TenantId } from "../domain/ids";
import type { Link } from "../domain/link";
import { linkView } from "../domain/linkView";
import type { DirectoryFinder } from "../domain/microsoftPorts";
import { newLink } from "../domain/newLink";
import type { Caller, Clock } from "../domain/ports";
import type { LinkRequest } from "../domain/request";
import type { FollowUps, Links, OpenLinks } from "../domain/storagePorts";
import { asApi, json, Problem } from "./api";
import { authenticate, requireRole } from "./authenticate";
import type { Door, EngineOf } from "./doors";
import { readLinkRequest } from "./linkRequestBody";
import { reserveId, standingLink, type ReservePorts } from "./reserveId";

export interface PostPorts extends ReservePorts {
  readonly callers: readonly Caller[];
  readonly finder: Pick<DirectoryFinder, "tenantOf">;
  readonly links: Links;
  readonly followUps: FollowUps;
  readonly openLinks: OpenLinks;
  readonly engineOf: EngineOf;
  readonly now: Clock;
  readonly localCallbacks?: string | undefined;
}

const startGraceMs = 30_000;
const lookUpMs = 2000;

/** A query option that is not known would be obeyed by nobody: better refused than ignored. */
function refuseQuery(request: HttpRequest): void {
  const names = [...request.query.keys()];
  if (names.length === 0) return;
  const detail = `This call takes no query parameters: ${names.join(", ")}.`;
  throw new Problem(400, "invalid_request", { detail, errors: [] });
}

/** Refuses domains that are no directory; no answer in time is no reason to refuse, the run asks again. */
async function tenantOf(
  finder: PostPorts["finder"],
  domain: string,
): Promise<TenantId | undefined> {
  const patience = new Promise<undefined>((resolve) =>
    setTimeout(resolve, lookUpMs, undefined).unref(),
  );
  try {
    return await Promise.race([finder.tenantOf(domain), patience]);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    if (error.code !== "directory_not_found" && error.code !== "directory_in_other_cloud")
      return undefined;
    const detail = error.message.replace(/^\S+ \S+ \d+: /, "");
    throw new Problem(422, error.code, {
      detail,
      errors: [{ pointer: "/directory", message: detail }],
    });
  }
}

/** One open link for a directory and an account; whose it is, only its own caller learns. */
async function refuseDuplicate(
  { openLinks, links }: PostPorts,
  caller: Caller,
  asked: { tenantId: TenantId; address: string },
): Promise<void> {
  const holder = await openLinks.holder(asked);
  if (!holder) return;
  const isOwn = (await links.read(holder))?.callerId === caller.id;
  throw new Problem(409, "duplicate_link", {
    detail:
      "An open link for this directory and account exists; follow that one, or cancel it first.",
    ...(isOwn ? { link: `/api/v1/links/${holder}` } : {}),
  });
}

/** The follow-up first, then the row, then the run: a crash in between is healed by the sweeper. */
async function begin(
  ports: PostPorts,
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
export const createPostLink = (ports: PostPorts): Door =>
  asApi(async (request, context) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Request");
    refuseQuery(request);
    const body = await readLinkRequest(request, {
      ...{ caller, now: ports.now() },
      localCallbacks: ports.localCallbacks,
    });
    const tenantId = await tenantOf(ports.finder, body.directory);
    const standing = await standingLink(ports, caller.id, { request, body });
    if (tenantId && !standing)
      await refuseDuplicate(ports, caller, { tenantId, address: body.account.email });
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
