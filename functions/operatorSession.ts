import type { HttpRequest } from "@azure/functions";
import {
  operator,
  type Operator,
  type OperatorSessions,
  type SealedCookies,
  type SignedInPerson,
} from "../domain/operator";
import type { Clock, Keys } from "../domain/ports";
import { operatorRefusedPage, type OperatorRefusal } from "../views/pages/operatorPages";
import { only } from "./doors";
import { isFromElsewhere } from "./mailedForm";
import { opsPath } from "./opsPath";
import {
  EarlyAnswer,
  makeCookie,
  readCookie,
  seeOther,
  showPage,
  type Cookie,
  type PageSettings,
} from "./page";

export interface SessionPorts {
  readonly settings: PageSettings;
  readonly keys: Keys;
  readonly cookies: SealedCookies;
  readonly operatorSessions: OperatorSessions;
  readonly now: Clock;
}

const cookieName = "dl-ops";
/** Never renewed: after it Entra signs in again without a question, and a role that was taken away counts. */
const lifeSeconds = 60 * 60;

export const inSeconds = (now: Clock, seconds: number): string =>
  new Date(Date.parse(now()) + seconds * 1000).toISOString();

/** Turns somebody away from /ops by name. */
export const turnAway = (code: OperatorRefusal, status: number, again?: string): EarlyAnswer =>
  new EarlyAnswer(showPage(operatorRefusedPage(code, again), status), code);

/** The row and the cookie that make a person who proved to be an operator one for an hour. */
export async function beginSession(
  { settings, keys, cookies, operatorSessions, now }: SessionPorts,
  { objectId: oid, name }: SignedInPerson,
): Promise<Cookie> {
  const begun: Operator = { oid, name, sessionId: keys.random(16) };
  const endsAt = inSeconds(now, lifeSeconds);
  const value = await cookies.seal("operatorSession", begun, endsAt);
  await operatorSessions.begin(begun.sessionId, { oid, begunAt: now(), endsAt });
  return makeCookie(settings, { name: cookieName, value, maxAge: lifeSeconds });
}

/** Ends the sign-in wherever its cookie is, and takes the cookie out of this browser. */
export async function endSession(
  { settings, operatorSessions }: Pick<SessionPorts, "settings" | "operatorSessions">,
  { sessionId }: Operator,
): Promise<Cookie> {
  await operatorSessions.end(sessionId);
  return makeCookie(settings, { name: cookieName, value: "", maxAge: 0 });
}

/** A cookie tells who somebody is only where we began that sign-in: a sealing key alone makes nobody an operator. */
async function isOurs(
  { operatorSessions, now }: SessionPorts,
  { sessionId, oid }: Operator,
): Promise<boolean> {
  const session = await operatorSessions.find(sessionId);
  return session?.oid === oid && now() < session.endsAt;
}

async function sessionOf(ports: SessionPorts, request: HttpRequest): Promise<Operator | undefined> {
  const { settings, cookies } = ports;
  const value = readCookie(settings, request, cookieName);
  const found = value ? await cookies.open("operatorSession", value) : undefined;
  const read = operator.safeParse(found);
  return read.success && (await isOurs(ports, read.data)) ? read.data : undefined;
}

const toSignIn = (request: HttpRequest): EarlyAnswer => {
  const { pathname, search } = new URL(request.url);
  const query = new URLSearchParams({ to: opsPath(pathname + search) });
  return new EarlyAnswer(seeOther(`/ops/signin?${query.toString()}`));
};

/** A script that asks for a page in the background cannot sign anybody in; tries of its own would only pile up. */
const isInBackground = (request: HttpRequest): boolean =>
  (request.headers.get("sec-fetch-dest") ?? "document") !== "document";

/**
 * The operator who asks. Nobody signed in: a page to look at leads over the sign-in and back, a form, or
 * a script in the background, is answered with a page. For doors inside `asPage`.
 */
export async function requireOperator(
  ports: SessionPorts,
  request: HttpRequest,
): Promise<Operator> {
  const found = await sessionOf(ports, request);
  const isForm = !["GET", "HEAD"].includes(request.method);
  if (found && isForm && isFromElsewhere(request)) throw turnAway("form_not_ours", 403, "/ops");
  if (found) return found;
  throw isForm || isInBackground(request) ? turnAway("signin_over", 403) : toSignIn(request);
}

const formSubject = ({ sessionId, oid }: Operator): string => `ops ${sessionId} ${oid}`;

/** The anti-forgery token of every form on /ops, in its field `csrf`. */
export const formToken = ({ keys }: Pick<SessionPorts, "keys">, who: Operator): string =>
  keys.mac("form", formSubject(who));

/** Refuses a form that was not made for this sign-in. */
export function checkFormToken(
  { keys }: Pick<SessionPorts, "keys">,
  who: Operator,
  form: URLSearchParams,
): void {
  if (!keys.verify("form", formSubject(who), only(form, "csrf") ?? ""))
    throw turnAway("form_not_ours", 403, "/ops");
}
