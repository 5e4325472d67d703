import type { InvocationContext } from "@azure/functions";
import type { LinkId } from "../domain/ids";
import type { Counter } from "../domain/limits";
import type { Link } from "../domain/link";
import { newLink } from "../domain/newLink";
import type { Pause } from "../domain/ports";
import type { FollowUps, Links, Reservation } from "../domain/storagePorts";
import { Problem } from "./api";
import type { EngineOf } from "./doors";
import { countNewLink, giveBack, type LimitPorts, type NewLinkOf } from "./newLinkLimits";
import type { Repeat } from "./repeatKey";
import {
  claimKey,
  type Claim,
  isYoung,
  startGraceMs,
  takeOver,
  type ReservePorts,
  type Standing,
} from "./reserveKey";

export interface StartPorts extends ReservePorts, LimitPorts {
  readonly links: Links;
  readonly followUps: FollowUps;
  readonly engineOf: EngineOf;
  readonly pause: Pause;
}

export interface Asked extends NewLinkOf {
  readonly repeat: Repeat | undefined;
  readonly context: InvocationContext;
}

const lookEveryMs = 100;
/** A link that is being made at this moment is there long before. */
const looks = 30;
/** A key that is given free again and again: somebody floods us with it. */
const rounds = 4;

const flooded = (): Problem =>
  new Problem(503, "storage_busy", {
    detail: "This key is reserved and given free all the time; send one request at a time.",
  });

const beingMadeStill = (): Problem =>
  new Problem(503, "storage_busy", {
    detail:
      "An earlier request with this key is not done yet, and a limit is reached; send it again in a moment.",
  });

/** Starts the run. One that fails, or a crash before it, is made up for by the sweeper. */
async function startRun(
  { engineOf }: Pick<StartPorts, "engineOf">,
  id: LinkId,
  context: InvocationContext,
): Promise<void> {
  try {
    await engineOf(context).start(id);
  } catch {
    context.warn(`link ${id} is not started yet; the sweeper starts it`);
  }
}

/** The follow-up first, then the row: from then on the sweeper starts the link, whatever happens here. */
async function writeDown(
  ports: StartPorts,
  { linkId, createdAt }: Reservation,
  { callerId, body }: Asked,
): Promise<{ link: Link; isNew: boolean }> {
  const now = ports.now();
  const dueAt = new Date(Date.parse(now) + startGraceMs).toISOString();
  await ports.followUps.note({ kind: "start", linkId, detail: "", dueAt });
  const change = newLink(linkId, callerId, { request: body, now: createdAt ?? now });
  const isNew = await ports.links.insert(change);
  return { link: (isNew ? undefined : await ports.links.read(linkId)) ?? change.link, isNew };
}

/** What becomes of a link that is one too many: who reserved the key gives it free; who only repeats leaves it to them. */
async function refuseOneTooMany(
  ports: StartPorts,
  { reservation, isMine }: Claim,
  { repeat, refused }: Pick<Asked, "repeat"> & { readonly refused: Problem },
): Promise<never> {
  if (!isMine) throw beingMadeStill();
  if (repeat) await ports.reservations.release(repeat, reservation);
  throw refused;
}

/** Counts the link in the limits; one too many is refused, unless somebody else has made it meanwhile. */
async function count(ports: StartPorts, claim: Claim, asked: Asked): Promise<readonly Counter[]> {
  try {
    return await countNewLink(ports, asked);
  } catch (error) {
    // A failure may leave the key reserved: the same request goes on with it.
    if (!(error instanceof Problem)) throw error;
    if (await ports.links.read(claim.reservation.linkId)) return [];
    return refuseOneTooMany(ports, claim, { repeat: asked.repeat, refused: error });
  }
}

/** Nobody writes a link that is not counted; of several who do, one counts. */
async function make(ports: StartPorts, claim: Claim, asked: Asked): Promise<Link> {
  const counted = await count(ports, claim, asked);
  const { link, isNew } = await writeDown(ports, claim.reservation, asked);
  if (!isNew) await giveBack(ports, counted);
  return link;
}

/** Waits a moment for the link that somebody else is making; `gone` where their key was given free. */
async function beingMade(
  { links, reservations, pause }: StartPorts,
  repeat: Repeat,
  { linkId }: Reservation,
): Promise<Link | "gone" | undefined> {
  for (let look = 0; look < looks; look++) {
    const link = await links.read(linkId);
    if (link) return link;
    if ((await reservations.read(repeat))?.linkId !== linkId) return "gone";
    await pause(lookEveryMs);
  }
  return undefined;
}

/**
 * Makes the link of this request and starts it, where nobody else does. Whoever reserved the key starts;
 * a repeat waits for their link. Where that does not come, the repeat counts it and writes it down, so that its
 * answer is kept whatever became of them, and leaves the starting to the sweeper.
 */
export async function startLink(ports: StartPorts, asked: Asked): Promise<Link> {
  const { repeat } = asked;
  for (let round = 1; ; round++) {
    const claim = await claimKey(ports, repeat);
    if (claim.isMine) {
      const link = await make(ports, claim, asked);
      if (link.runId === null) await startRun(ports, link.id, asked.context);
      return link;
    }
    const made = repeat && (await beingMade(ports, repeat, claim.reservation));
    if (made !== "gone") return made ?? make(ports, claim, asked);
    if (round === rounds) throw flooded();
  }
}

/** The link that an earlier POST made. One that nobody started in time is taken over and started. */
export async function resume(
  ports: StartPorts,
  { reservation, link }: Standing,
  { repeat, context }: Pick<Asked, "repeat" | "context">,
): Promise<Link | undefined> {
  const isAbandoned = link?.runId === null && !isYoung(reservation, ports.now());
  if (isAbandoned && repeat && (await takeOver(ports, repeat, reservation)))
    await startRun(ports, link.id, context);
  return link;
}
