import type { HttpRequest } from "@azure/functions";
import { LinkError } from "../domain/errors";
import { linkId, type LinkId } from "../domain/ids";
import type { Link } from "../domain/link";
import { linkView } from "../domain/linkView";
import type { DirectoryFinder } from "../domain/microsoftPorts";
import { newLink } from "../domain/newLink";
import type { Caller, Clock, Keys } from "../domain/ports";
import { parseLinkRequest, type LinkRequest } from "../domain/request";
import type { FollowUps, Links, Reservations } from "../domain/storagePorts";
import { asApi, authenticate, json, Problem, requireRole } from "./api";
import { readBody, type Door, type EngineOf } from "./doors";

interface Ports {
  readonly callers: readonly Caller[];
  readonly keys: Pick<Keys, "sha256">;
  readonly finder: Pick<DirectoryFinder, "tenantOf">;
  readonly links: Links;
  readonly reservations: Reservations;
  readonly followUps: FollowUps;
  readonly engineOf: EngineOf;
  readonly newId: () => LinkId;
  readonly now: Clock;
}

const startGraceMs = 30_000;
const lookUpMs = 2000;

async function parse(request: HttpRequest, caller: Caller): Promise<LinkRequest> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\b/i.test(type)) throw new Problem(415, "unsupported_media_type", { detail: "Send the request as application/json." });
  const text = await readBody(request);
  if (text === undefined) throw new Problem(413, "body_too_large", { detail: "A link request is at most 16 KiB." });
  const parsed = parseLinkRequest(parseJson(text));
  if (!parsed.ok) throw new Problem(400, "invalid_request", { detail: "Correct the fields named in errors.", errors: parsed.errors });
  refuseForeignCallback(parsed.request, caller);
  return parsed.request;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, "invalid_request", { detail: "The body is not JSON.", errors: [{ pointer: "", message: "is not JSON" }] });
  }
}

function refuseForeignCallback({ ticket }: LinkRequest, caller: Caller): void {
  if (!ticket?.callbackUrl || caller.callbackHosts.includes(new URL(ticket.callbackUrl).host)) return;
  const message = "is on a host that is not declared for this caller";
  throw new Problem(400, "invalid_request", { detail: "Correct the fields named in errors.", errors: [{ pointer: "/ticket/callbackUrl", message }] });
}

/** Refuses domains that are no directory; no answer in time is no reason to refuse, the run asks again. */
async function refuseUnknownDirectory(finder: Ports["finder"], domain: string): Promise<void> {
  const patience = new Promise<undefined>((resolve) => setTimeout(resolve, lookUpMs, undefined).unref());
  try {
    await Promise.race([finder.tenantOf(domain), patience]);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    if (error.code !== "directory_not_found" && error.code !== "directory_in_other_cloud") return;
    const detail = error.message.replace(/^\S+ \S+ \d+: /, "");
    throw new Problem(422, error.code, { detail, errors: [{ pointer: "/directory", message: detail }] });
  }
}

/** What makes two POSTs one: the key header, else the ticket's id; without both each POST is a link. */
function repeatKey(request: HttpRequest, body: LinkRequest): string | undefined {
  const key = request.headers.get("idempotency-key") ?? undefined;
  if (key !== undefined && !/^[\x21-\x7e]{1,200}$/.test(key))
    throw new Problem(400, "invalid_request", { detail: "Idempotency-Key is 1 to 200 printable characters.", errors: [] });
  return key !== undefined ? `key ${key}` : body.ticket && `ticket ${body.ticket.id}`;
}

/** The id this request stands for: a new one, or that of the same request made before. */
async function reserveId(ports: Ports, callerId: string, asked: { key: string | undefined; body: LinkRequest }): Promise<LinkId> {
  const wanted = { linkId: ports.newId(), bodyHash: ports.keys.sha256(JSON.stringify(asked.body)) };
  if (asked.key === undefined) return wanted.linkId;
  const reserved = await ports.reservations.reserve({ callerId, key: asked.key }, wanted);
  if (reserved.bodyHash === wanted.bodyHash) return linkId.parse(reserved.linkId);
  throw new Problem(422, "idempotency_key_reused", {
    detail: "This Idempotency-Key (or ticket id, where no key was sent) belongs to another request; use a new one.",
  });
}

/** The follow-up first, then the row, then the run: a crash in between is healed by the sweeper. */
async function begin(ports: Ports, id: LinkId, asked: { callerId: string; request: LinkRequest; start: (id: LinkId) => Promise<void> }): Promise<Link> {
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
    const body = await parse(request, caller);
    await refuseUnknownDirectory(ports.finder, body.directory);
    const id = await reserveId(ports, caller.id, { key: repeatKey(request, body), body });
    const start = async (newId: LinkId) => {
      try {
        await ports.engineOf(context).start(newId);
      } catch {
        context.warn(`link ${newId} is not started yet; the sweeper starts it`);
      }
    };
    const link = await begin(ports, id, { callerId: caller.id, request: body, start });
    return json(202, linkView(link), { location: `/api/v1/links/${id}`, "retry-after": "5", etag: `"${String(link.version)}"` });
  });
