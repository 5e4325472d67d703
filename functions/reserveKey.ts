import type { LinkId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Clock } from "../domain/ports";
import { isFinished } from "../domain/states";
import type { Links, Reservation, Reservations } from "../domain/storagePorts";
import { Problem } from "./api";
import type { Repeat } from "./repeatKey";

export interface ReservePorts {
  readonly links: Pick<Links, "read">;
  readonly reservations: Reservations;
  readonly newId: () => LinkId;
  readonly now: Clock;
}

/** Whoever reserved a key has this long to start its link; then others may do it. */
export const startGraceMs = 30_000;
export const keptDays = 30;

const ageMs = ({ createdAt }: Reservation, now: string): number =>
  createdAt === null ? Infinity : Date.parse(now) - Date.parse(createdAt);
export const isYoung = (one: Reservation, now: string): boolean => ageMs(one, now) < startGraceMs;

const isExpired = (one: Reservation, now: string): boolean =>
  one.createdAt !== null && ageMs(one, now) >= keptDays * 24 * 60 * 60 * 1000;

const keyTaken = (): Problem =>
  new Problem(422, "idempotency_key_reused", {
    detail:
      "This Idempotency-Key (or ticket id, where no key was sent) belongs to another request; use a new one.",
  });

/** A reservation that still counts, with its link once that is written. */
export interface Standing {
  readonly reservation: Reservation;
  readonly link: Link | undefined;
}

async function standingFor(
  { links, now }: ReservePorts,
  repeat: Repeat,
  reservation: Reservation,
): Promise<Standing | undefined> {
  if (!repeat.untilFinished && isExpired(reservation, now())) return undefined;
  const link = await links.read(reservation.linkId);
  if (repeat.untilFinished && link && isFinished(link.status)) return undefined;
  if (reservation.bodyHash !== repeat.bodyHash) throw keyTaken();
  return { reservation, link };
}

/** What the key stands for, if that still counts; a key of another request is refused. Reserves nothing. */
export async function findStanding(
  ports: ReservePorts,
  repeat: Repeat,
): Promise<Standing | undefined> {
  const reservation = await ports.reservations.read(repeat);
  return reservation && standingFor(ports, repeat, reservation);
}

/** Takes an abandoned reservation over; false where somebody else was first. */
export async function takeOver(
  { reservations, now }: ReservePorts,
  repeat: Repeat,
  from: Reservation,
): Promise<Reservation | undefined> {
  const wanted = { ...from, createdAt: now() };
  // Others may try in the same millisecond: only the very object tells whose write it was.
  return (await reservations.renew(repeat, from, wanted)) === wanted ? wanted : undefined;
}

/** Ids are random: one of ours that stands was put there by us, even where storage's answer was lost. */
const isOurs = (stands: Reservation, wanted: Reservation): boolean =>
  stands.linkId === wanted.linkId;

export interface Claim {
  readonly reservation: Reservation;
  /** True for the one who has to start the link. */
  readonly isMine: boolean;
}

/** Reserves the key for a new link, or answers whose it is; what is too old or abandoned is taken. */
export async function claimKey(ports: ReservePorts, repeat: Repeat | undefined): Promise<Claim> {
  const { bodyHash = "" } = repeat ?? {};
  const wanted = { linkId: ports.newId(), bodyHash, createdAt: ports.now() };
  if (!repeat) return { reservation: wanted, isMine: true };
  const found = await ports.reservations.reserve(repeat, wanted);
  if (isOurs(found, wanted)) return { reservation: found, isMine: true };
  const standing = await standingFor(ports, repeat, found);
  if (!standing) {
    const stands = await ports.reservations.renew(repeat, found, wanted);
    if (stands.bodyHash !== bodyHash) throw keyTaken();
    return { reservation: stands, isMine: isOurs(stands, wanted) };
  }
  const taken =
    !standing.link && !isYoung(found, ports.now())
      ? await takeOver(ports, repeat, found)
      : undefined;
  return { reservation: taken ?? found, isMine: taken !== undefined };
}
