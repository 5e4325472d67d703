import type { InvocationContext } from "@azure/functions";
import type { LinkId } from "../domain/ids";
import type { Link } from "../domain/link";
import { newLink } from "../domain/newLink";
import type { Pause } from "../domain/ports";
import type { FollowUps, Links, Reservation } from "../domain/storagePorts";
import { Problem } from "./api";
import type { EngineOf } from "./doors";
import { countNewLink, type LimitPorts, type NewLinkOf } from "./newLinkLimits";
import type { Repeat } from "./repeatKey";
import {
  claimKey,
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
): Promise<Link> {
  const now = ports.now();
  const dueAt = new Date(Date.parse(now) + startGraceMs).toISOString();
  await ports.followUps.note({ kind: "start", linkId, detail: "", dueAt });
  const change = newLink(linkId, callerId, { request: body, now: createdAt ?? now });
  if (await ports.links.insert(change)) return change.link;
  return (await ports.links.read(linkId)) ?? change.link;
}

/** Counts the link in the limits; one too many gives its key free, unless a repeat was promised it meanwhile. */
async function countOrRelease(ports: StartPorts, reserved: Reservation, asked: Asked) {
  try {
    await countNewLink(ports, asked);
  } catch (error) {
    // A failure may leave the key reserved: the same request goes on with it.
    if (!(error instanceof Problem)) throw error;
    if (await ports.links.read(reserved.linkId)) return;
    if (asked.repeat) await ports.reservations.release(asked.repeat, reserved);
    throw error;
  }
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
 * a repeat waits for their link. Where that does not come, the repeat writes it down, so that its answer
 * is kept whatever became of them, and leaves the starting to the sweeper.
 */
export async function startLink(ports: StartPorts, asked: Asked): Promise<Link> {
  const { repeat } = asked;
  for (let round = 1; ; round++) {
    const { reservation, isMine } = await claimKey(ports, repeat);
    if (isMine) {
      await countOrRelease(ports, reservation, asked);
      const link = await writeDown(ports, reservation, asked);
      if (link.runId === null) await startRun(ports, link.id, asked.context);
      return link;
    }
    const made = repeat && (await beingMade(ports, repeat, reservation));
    if (made !== "gone") return made ?? writeDown(ports, reservation, asked);
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
