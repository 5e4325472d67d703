import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import type { Link } from "../domain/link";
import type { Decision, WaitKind } from "../domain/wait";
import type { SignedIn, Sessions } from "../domain/microsoftPorts";
import { signInScopes } from "../domain/plan";
import { dayMs, laterBy } from "../domain/time";
import { agreedPlan } from "./agreement";
import { acceptCallback, planOfAttempt, readAttempt, redeem, type Accepted } from "./callback";
import type { ConsentFormPorts } from "./consentForm";
import { decideWait } from "./decideWait";
import type { Door } from "./doors";
import { endProven } from "./endProven";
import { consent } from "./mailedLink";
import { asPage, Refused, seeOther, type Cookie } from "./page";
import { markBrowser } from "./provenBrowser";
import { proveAdministrator } from "./proveAdministrator";
import { toSignIn } from "./toSignIn";

export interface ConsentPorts extends ConsentFormPorts {
  readonly sessions: Pick<Sessions, "keep" | "forget">;
}

const callback = "/consent/callback";

/** The session's absolute end: the last deadline that this link can have after consent. */
function sessionEnd({ link }: Accepted, now: string): string {
  const { signIn, writeback } = link.request.respondWithinDays;
  return laterBy(now, (signIn + writeback) * dayMs);
}

/** The session that a renewed one takes the place of; what is not deleted now goes when the link ends. */
async function forgetReplaced({ sessions }: ConsentPorts, { id, consent }: Link): Promise<void> {
  if (consent) await sessions.forget(id, consent.sessionId).catch(() => undefined);
}

/** What a proven administrator decides, by the question that was open. */
const decides = (what: WaitKind): Decision["type"] =>
  what === "administrator" ? "renewed" : what === "confirmation" ? "confirmed" : "approved";

interface Proven {
  readonly signedIn: SignedIn;
  readonly refreshToken: string;
  readonly context: InvocationContext;
  readonly said: Pick<Decision, "type" | "browserHash" | "subscriptions">;
}

/** Seals the session, then decides; a session whose decision came too late is deleted at once. */
async function decide(ports: ConsentPorts, accepted: Accepted, proven: Proven): Promise<void> {
  const { link, caller, attempt, tenantId } = accepted;
  const { signedIn, refreshToken, context, said } = proven;
  const sessionId = ports.keys.random(16);
  const expiresAt = sessionEnd(accepted, ports.now());
  await ports.sessions.keep({ linkId: link.id, sessionId, tenantId }, refreshToken, expiresAt);
  const person = { tenantId, objectId: signedIn.objectId, name: signedIn.name };
  const { planHash, agreed } = attempt;
  const decision: Decision = {
    ...said,
    at: ports.now(),
    by: "administrator",
    consent: { sessionId, person, planHash, agreed },
  };
  const refused = await decideWait(ports, { linkId: link.id, n: attempt.n, decision }, context);
  if (!refused) return forgetReplaced(ports, link);
  await ports.sessions.forget(link.id, sessionId);
  throw new Refused(refused, { status: 410, link, caller });
}

/** How many subscriptions the administrator has, where that can be asked: it only supports what they say. */
async function countSubscriptions(
  { subscriptions }: ConsentPorts,
  { tenantId }: Accepted,
  refreshToken: string,
): Promise<number | null> {
  return subscriptions ? subscriptions.countEnabled(tenantId, refreshToken) : null;
}

interface Returning {
  readonly request: HttpRequest;
  readonly context: InvocationContext;
}

/** The administrator is back from signing in; once proven, it decides. */
async function afterSignIn(
  ports: ConsentPorts,
  accepted: Accepted,
  { request, context }: Returning,
): Promise<HttpResponseInit> {
  const { attempt, link, wait } = accepted;
  const isOwn = attempt.purpose === "own";
  const scopes = planOfAttempt(ports, link, attempt)?.scopes ?? [];
  // Azure may be on the same consent page: the token has to name one of the two.
  const one = isOwn ? { scopes: [...signInScopes, ...scopes] } : {};
  const signedIn = await redeem(ports, accepted, { request, callback, ...one });
  const refreshToken = await proveAdministrator(accepted, signedIn, { scopes });
  const proven = { signedIn, refreshToken, context };
  const cookies: Cookie[] = [];
  if (isOwn) {
    const subscriptions = await countSubscriptions(ports, accepted, refreshToken);
    await decide(ports, accepted, { ...proven, said: { type: "ownSubscription", subscriptions } });
  } else {
    const { hash: browserHash, cookie } = markBrowser(ports, link.id);
    await decide(ports, accepted, { ...proven, said: { type: decides(wait.what), browserHash } });
    cookies.push(cookie);
  }
  return seeOther(accepted.againUrl, cookies);
}

/** `GET /consent/callback`: every return of an administrator from Microsoft; only a proven sign-in decides. */
export const createConsentCallback = (ports: ConsentPorts): Door =>
  asPage(async (request: HttpRequest, context) => {
    const attempt = await readAttempt(ports, request, ["grant", "proof", "own", "end"]);
    if (attempt.purpose === "end") return endProven(ports, { request, context, attempt });
    const accepted = await acceptCallback(ports, consent, { request, attempt });
    if (attempt.purpose !== "grant") return afterSignIn(ports, accepted, { request, context });
    // Whatever the first page said, the administrator now signs in and consents in person.
    const { link } = accepted;
    const { n, agreed } = attempt;
    const plan = agreedPlan(ports.keys, link, agreed);
    return toSignIn(ports, link, { n, agreed, plan, purpose: "proof" });
  });
