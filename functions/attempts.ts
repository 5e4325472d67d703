import type { HttpRequest } from "@azure/functions";
import { linkId, type LinkId } from "../domain/ids";
import type { Keys } from "../domain/ports";
import type { Attempt } from "../domain/storagePorts";
import { noteDoor } from "./doorNotes";
import { only } from "./doors";
import { makeCookie, readCookie, Refused, type Cookie } from "./page";
import type { MailedPorts } from "./mailedLink";
import type { Attempts } from "../domain/storagePorts";

export interface AttemptPorts extends MailedPorts {
  readonly attempts: Attempts;
}

const lifeMs = 60 * 60 * 1000;
const shape = /^([a-z2-7]{26})\.([A-Za-z0-9_-]{43})\.([A-Za-z0-9_-]{43})$/;
const cookieName = (key: string): string => `dl-attempt-${key.slice(0, 16)}`;

export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly cookie: Cookie;
}

type Wanted = Pick<Attempt, "linkId" | "n" | "purpose" | "planHash" | "agreed">;

const makeState = (keys: Keys, id: LinkId): string => {
  const subject = `${id}.${keys.random(32)}`;
  return `${subject}.${keys.mac("state", subject)}`;
};

/** Begins one try to sign in: state, nonce and PKCE verifier in a row of their own, bound to this browser. */
export async function beginAttempt(ports: AttemptPorts, wanted: Wanted): Promise<Begun> {
  const { keys, attempts, settings, now } = ports;
  const state = makeState(keys, wanted.linkId);
  const key = keys.sha256(state);
  const [nonce, verifier, bound] = [keys.random(32), keys.random(32), keys.random(32)];
  const expiresAt = new Date(Date.parse(now()) + lifeMs).toISOString();
  await attempts.insert(key, {
    ...wanted,
    nonce,
    verifier,
    cookieHash: keys.sha256(bound),
    expiresAt,
  });
  const cookie = makeCookie(settings, {
    name: cookieName(key),
    value: bound,
    maxAge: lifeMs / 1000,
  });
  return { state, nonce, verifier, cookie };
}

export interface Returned extends Attempt {
  readonly key: string;
  readonly state: string;
}

/** Reads the link id out of a state that we signed; undefined for anything else. */
function readState(
  keys: Keys,
  state: string | undefined,
): { id: LinkId; state: string } | undefined {
  const found = shape.exec(state ?? "");
  if (!state || !found) return undefined;
  const [, id, random, mac] = found;
  return keys.verify("state", `${String(id)}.${String(random)}`, String(mac))
    ? { id: linkId.parse(id), state }
    : undefined;
}

/** The attempt a callback belongs to: shape, signature, existence, expiry, browser, in that order. Uses nothing up. */
export async function findAttempt(
  ports: AttemptPorts,
  request: HttpRequest,
  purposes: readonly Attempt["purpose"][],
): Promise<Returned> {
  const { keys, attempts, now } = ports;
  const signed = readState(keys, only(request.query, "state"));
  if (!signed) throw new Refused("callback_refused", { status: 400 });
  const key = keys.sha256(signed.state);
  const attempt = await attempts.read(key, signed.id);
  if (!attempt) {
    // Signed by us, but its row is gone: tries are deleted when their link ends.
    const isTooLate = (await ports.links.read(signed.id))?.outcome === "expired";
    throw new Refused(isTooLate ? "link_expired" : "already_decided", { status: 410 });
  }
  if (!purposes.includes(attempt.purpose)) throw new Refused("callback_refused", { status: 400 });
  if (attempt.expiresAt <= now()) throw new Refused("form_expired", { status: 410 });
  const bound = readCookie(ports.settings, request, cookieName(key));
  if (!bound || keys.sha256(bound) !== attempt.cookieHash)
    throw new Refused("browser_mismatch", { status: 403 });
  noteDoor(request, { linkId: attempt.linkId });
  return { ...attempt, key, state: signed.state };
}
