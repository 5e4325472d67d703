import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import type { Link } from "../domain/link";
import { linkView } from "../domain/linkView";
import type { DirectoryFinder } from "../domain/microsoftPorts";
import type { Caller, Keys } from "../domain/ports";
import type { LinkRequest } from "../domain/request";
import type { OpenLinks } from "../domain/storagePorts";
import { asApi, json } from "./api";
import { authenticate, requireRole, type CallerPorts } from "./authenticate";
import { noteDoor } from "./doorNotes";
import type { Door } from "./doors";
import { etagOf } from "./etag";
import { dryRunAnswer, isDryRun } from "./dryRun";
import { checkLinkRequest, readJson } from "./linkRequestBody";
import { lookUpDirectory, refuseDuplicate } from "./lookUpDirectory";
import { refuseIfReached, type NewLinkOf } from "./newLinkLimits";
import { refuseWhilePaused } from "./paused";
import { repeatOf, type Repeat } from "./repeatKey";
import { findStanding, type Standing } from "./reserveKey";
import { resume, startLink, type StartPorts } from "./startLink";

export interface PostPorts extends StartPorts, CallerPorts {
  readonly keys: Pick<Keys, "sha256" | "mac">;
  readonly callers: readonly Caller[];
  readonly finder: Pick<DirectoryFinder, "tenantOf">;
  readonly openLinks: OpenLinks;
  readonly localCallbacks?: string | undefined;
  /** No new links at this time. */
  readonly paused: boolean;
}

/** One POST: who asks, what was sent, and what an earlier one with the same key came to. */
interface Posted {
  readonly caller: Caller;
  readonly sent: unknown;
  readonly repeat: Repeat | undefined;
  readonly standing: Standing | undefined;
}

const accepted = (link: Link): HttpResponseInit =>
  json(202, linkView(link), {
    location: `/api/v1/links/${link.id}`,
    "retry-after": "5",
    etag: etagOf(link),
  });

async function read(ports: PostPorts, request: HttpRequest): Promise<Posted> {
  const caller = await authenticate(request, ports);
  requireRole(caller, "Links.Request");
  const sent = await readJson(request);
  const repeat = repeatOf(request, sent, { callerId: caller.id, keys: ports.keys });
  return { caller, sent, repeat, standing: repeat && (await findStanding(ports, repeat)) };
}

/** A new link, as far as it can be checked before anything is written. */
async function check(
  ports: PostPorts,
  { caller, sent, standing }: Posted,
): Promise<NewLinkOf & { body: LinkRequest }> {
  refuseWhilePaused(ports);
  const { localCallbacks } = ports;
  const body = checkLinkRequest(sent, { caller, now: ports.now(), localCallbacks });
  const tenantId = await lookUpDirectory(ports.finder, body.directory);
  if (tenantId && !standing)
    await refuseDuplicate(ports, caller.id, { tenantId, address: body.account.email });
  return { callerId: caller.id, body, tenantId };
}

/** `?dryRun=true`: refuses what the real request would be refused for; writes and counts nothing. */
async function tryOut(ports: PostPorts, posted: Posted): Promise<HttpResponseInit> {
  const { standing } = posted;
  const asked = await check(ports, posted);
  if (!standing) await refuseIfReached(ports, asked);
  const repeats = standing?.link ? `/api/v1/links/${standing.link.id}` : null;
  return dryRunAnswer(ports, asked.body, { tenantId: asked.tenantId, repeats });
}

async function post(ports: PostPorts, posted: Posted, context: InvocationContext): Promise<Link> {
  const { repeat, standing } = posted;
  const made = standing && (await resume(ports, standing, { repeat, context }));
  if (made) return made;
  return startLink(ports, { ...(await check(ports, posted)), repeat, context });
}

/** `POST /api/v1/links`: a repeat gets the link that was made before; else look up, reserve, count, start. */
export const createPostLink = (ports: PostPorts): Door =>
  asApi(async (request, context) => {
    const isDry = isDryRun(request);
    const posted = await read(ports, request);
    if (isDry) return tryOut(ports, posted);
    const link = await post(ports, posted, context);
    noteDoor(request, { linkId: link.id });
    return accepted(link);
  });
