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
import { createWaitingRoom, type WaitingRoom } from "./waitingRoom";

export interface GetPorts extends CallerPorts {
  readonly links: Links;
  readonly outboxes: Pick<Outboxes, "read">;
  readonly pause: Pause;
}

/** How the ticket's callback does; a link without one costs no look. */
async function callbackOf({ outboxes }: GetPorts, { id, request }: Link): Promise<CallbackState> {
  return callbackState(request.ticket?.callbackUrl ? await outboxes.read(id) : undefined);
}

interface Found {
  readonly row: Link;
  readonly callback: CallbackState;
  readonly etag: string;
}
async function found(ports: GetPorts, row: Link): Promise<Found> {
  const callback = await callbackOf(ports, row);
  return { row, callback, etag: etagOf(row, callback) };
}

/** What is new to the caller, or what is when the seconds are over. */
function waitFor(ports: GetPorts, known: Found, seconds: number): Promise<Found> {
  const look = async () => {
    const row = await ports.links.read(known.row.id);
    return row && found(ports, row);
  };
  return waitForNews(ports, known, { seconds, look });
}

/**
 * At once, or with `Prefer: wait` once the answer is new to the caller; `waited` is what was obeyed of it.
 * Where too many wait already it is as if nothing was preferred.
 */
async function inTime(
  ports: GetPorts & { readonly room: WaitingRoom },
  request: HttpRequest,
  { known, callerId }: { known: Found; callerId: string },
): Promise<{ answer: Found; waited: number }> {
  const seconds = preferredWait(request);
  const leave = seconds > 0 ? ports.room.enter(callerId) : undefined;
  if (!leave) return { answer: known, waited: 0 };
  try {
    const isOld = request.headers.has("if-none-match") && !hasVersion(request, known.etag);
    return { answer: isOld ? known : await waitFor(ports, known, seconds), waited: seconds };
  } finally {
    leave();
  }
}

/**
 * `GET /api/v1/links/{id}`: the link as it is now; 304 where the caller has this version. With
 * `Prefer: wait` the answer waits for a version that is new to the caller.
 */
export function createGetLink(ports: GetPorts): Door {
  const waiting = { ...ports, room: createWaitingRoom() };
  return asApi(async (request) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Read", "Links.Request", "Links.Operate");
    const known = await found(ports, await ownLink(request, ports.links, caller));
    const { answer, waited } = await inTime(waiting, request, { known, callerId: caller.id });
    const { row, callback, etag } = answer;
    const applied = waited > 0 ? { "preference-applied": `wait=${String(waited)}` } : {};
    if (hasVersion(request, etag))
      return { status: 304, headers: { etag, "cache-control": "no-store", ...applied } };
    const view = linkView(row);
    const ticket = view.ticket && { ...view.ticket, callback };
    return json(200, { ...view, ticket }, { etag, ...applied });
  });
}
