import type { HttpRequest } from "@azure/functions";
import { operatorAttempt, type OperatorAttempt } from "../domain/operator";
import { only } from "./doors";
import { inSeconds, type SessionPorts } from "./operatorSession";
import { makeCookie, readCookie, type Cookie } from "./page";

/** Long enough for a second factor; Entra's own codes live ten minutes. */
const lifeSeconds = 15 * 60;
const stateShape = /^[A-Za-z0-9_-]{43}$/;
/** A cookie for each try, so that two tabs can sign in at once. */
const cookieName = (state: string): string => `dl-ops-in-${state.slice(0, 16)}`;

/** Begins one try: all of it is in the browser's cookie, which only we can read. */
export async function beginOpsAttempt(
  { settings, keys, cookies, now }: SessionPorts,
  to: string,
): Promise<{ attempt: OperatorAttempt; cookie: Cookie }> {
  const [state, nonce, verifier] = [keys.random(32), keys.random(32), keys.random(32)];
  const attempt = { state, nonce, verifier, to };
  const value = await cookies.seal("operatorAttempt", attempt, inSeconds(now, lifeSeconds));
  const cookie = makeCookie(settings, { name: cookieName(state), value, maxAge: lifeSeconds });
  return { attempt, cookie };
}

/** The try that this browser comes back from; undefined for anybody else's, or one that is too old. */
export async function findOpsAttempt(
  { settings, cookies }: SessionPorts,
  request: HttpRequest,
): Promise<OperatorAttempt | undefined> {
  const state = only(request.query, "state");
  if (state === undefined || !stateShape.test(state)) return undefined;
  const value = readCookie(settings, request, cookieName(state));
  const found = value ? await cookies.open("operatorAttempt", value) : undefined;
  const attempt = operatorAttempt.safeParse(found);
  return attempt.success && attempt.data.state === state ? attempt.data : undefined;
}

export const forgetOpsAttempt = (
  { settings }: Pick<SessionPorts, "settings">,
  { state }: OperatorAttempt,
): Cookie => makeCookie(settings, { name: cookieName(state), value: "", maxAge: 0 });
