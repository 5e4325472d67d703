import type { HttpRequest } from "@azure/functions";
import { linkId, type LinkId } from "../domain/ids";
import type { Keys } from "../domain/ports";
import type { Link } from "../domain/link";
import type { LinkRequest } from "../domain/request";
import { isFinished } from "../domain/states";
import type { Links, Reservation, ReservationKey, Reservations } from "../domain/storagePorts";
import { Problem } from "./api";

export interface ReservePorts {
  readonly keys: Pick<Keys, "sha256">;
  readonly links: Pick<Links, "read">;
  readonly reservations: Reservations;
  readonly newId: () => LinkId;
}

interface RepeatKey {
  readonly key: string;
  /** A ticket may ask again once its link is finished; a key of the caller's own never stands for two. */
  readonly untilFinished: boolean;
}

/** What makes two POSTs one: the key header, else the ticket's id; without both each POST is a link. */
function repeatKey(request: HttpRequest, body: LinkRequest): RepeatKey | undefined {
  const key = request.headers.get("idempotency-key");
  if (key === null) return body.ticket && { key: `ticket ${body.ticket.id}`, untilFinished: true };
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return { key: `key ${key}`, untilFinished: false };
  throw new Problem(400, "invalid_request", {
    detail: "Idempotency-Key is 1 to 200 printable characters.",
    errors: [],
  });
}

async function reserve(
  ports: ReservePorts,
  scope: ReservationKey & RepeatKey,
  wanted: Reservation,
): Promise<Reservation> {
  const standing = await ports.reservations.reserve(scope, wanted);
  if (!scope.untilFinished || standing.linkId === wanted.linkId) return standing;
  const link = await ports.links.read(standing.linkId);
  return link && isFinished(link.status)
    ? ports.reservations.renew(scope, standing, wanted)
    : standing;
}

const keyTaken = (): Problem =>
  new Problem(422, "idempotency_key_reused", {
    detail:
      "This Idempotency-Key (or ticket id, where no key was sent) belongs to another request; use a new one.",
  });

const hashOf = ({ keys }: ReservePorts, body: LinkRequest): string =>
  keys.sha256(JSON.stringify(body));

/** The link that this request is answered with, where it was made before. Reserves nothing. */
export async function standingLink(
  ports: ReservePorts,
  callerId: string,
  asked: { request: HttpRequest; body: LinkRequest },
): Promise<Link | undefined> {
  const repeat = repeatKey(asked.request, asked.body);
  const standing = repeat && (await ports.reservations.read({ callerId, key: repeat.key }));
  if (standing && !repeat.untilFinished && standing.bodyHash !== hashOf(ports, asked.body))
    throw keyTaken();
  const link = standing && (await ports.links.read(standing.linkId));
  return link && repeat.untilFinished && isFinished(link.status) ? undefined : link;
}

/** The id this request stands for: a new one, or that of the same request made before. */
export async function reserveId(
  ports: ReservePorts,
  callerId: string,
  asked: { request: HttpRequest; body: LinkRequest },
): Promise<LinkId> {
  const wanted = { linkId: ports.newId(), bodyHash: hashOf(ports, asked.body) };
  const repeat = repeatKey(asked.request, asked.body);
  if (!repeat) return wanted.linkId;
  const reserved = await reserve(ports, { callerId, ...repeat }, wanted);
  if (reserved.bodyHash === wanted.bodyHash) return linkId.parse(reserved.linkId);
  throw keyTaken();
}
