import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import type { Decision } from "../domain/link";
import type { SignedIn, Sessions } from "../domain/microsoftPorts";
import { signInScopes } from "../domain/plan";
import { mayAgree } from "../domain/roles";
import { beginAttempt } from "./attempts";
import { acceptCallback, redeem, type Accepted, type CallbackPorts } from "./callback";
import { decideWait } from "./decideWait";
import type { Door } from "./doors";
import { consent } from "./mailedLink";
import { asPage, Refused, seeOther } from "./page";

export interface ConsentPorts extends CallbackPorts {
  readonly sessions: Pick<Sessions, "keep" | "forget">;
}

const callback = "/consent/callback";

/** Back from Microsoft's first page: whatever it said, the administrator now signs in and consents in person. */
async function toSignIn(
  ports: ConsentPorts,
  { link, attempt, tenantId }: Accepted,
): Promise<HttpResponseInit> {
  const { linkId, n, planHash } = attempt;
  const begun = await beginAttempt(ports, { linkId, n, planHash, purpose: "proof" }, "/consent");
  const url = await ports.signIn.authorizeUrl(tenantId, {
    ...begun,
    callback,
    scopes: [...signInScopes, ...(link.plan?.scopes ?? [])],
    prompt: "consent",
    loginHint: link.request.administrator.email,
  });
  return seeOther(url, [begun.cookie]);
}

/** The proof: the right directory, an administrator now, everything granted that the plan needs. */
async function prove(accepted: Accepted, signedIn: SignedIn): Promise<string> {
  const { link, caller, tenantId, againUrl } = accepted;
  const about = { status: 403, link, caller, againUrl };
  if (signedIn.tenantId !== tenantId)
    throw new Refused("wrong_directory", { ...about, detail: { found: signedIn.tenantId } });
  const roles = signedIn.roles ?? (await signedIn.directory.ownRoles());
  if (!mayAgree.some((role) => roles.includes(role.templateId)))
    throw new Refused("not_an_administrator", about);
  const missing = (link.plan?.scopes ?? []).filter((scope) => !signedIn.scopes.includes(scope));
  if (missing.length > 0 || !signedIn.refreshToken)
    throw new Refused("consent_incomplete", { ...about, detail: { missing } });
  return signedIn.refreshToken;
}

const dayMs = 24 * 60 * 60 * 1000;

/** The session's absolute end: the last deadline that this link can have after consent. */
function sessionEnd({ link }: Accepted, now: string): string {
  const { signIn, writeback } = link.request.respondWithinDays;
  return new Date(Date.parse(now) + (signIn + writeback) * dayMs).toISOString();
}

/** Seals the session, then decides; a session whose decision came too late is deleted at once. */
async function approve(
  ports: ConsentPorts,
  accepted: Accepted,
  proven: { signedIn: SignedIn; refreshToken: string; context: InvocationContext },
): Promise<void> {
  const { link, caller, attempt, tenantId } = accepted;
  const { signedIn, refreshToken, context } = proven;
  const sessionId = ports.keys.random(16);
  await ports.sessions.keep(
    { linkId: link.id, sessionId, tenantId },
    refreshToken,
    sessionEnd(accepted, ports.now()),
  );
  const person = { tenantId, objectId: signedIn.objectId, name: signedIn.name };
  const decision: Decision = {
    type: "approved",
    at: ports.now(),
    by: "administrator",
    consent: { sessionId, person, planHash: attempt.planHash },
  };
  const refused = await decideWait(ports, { linkId: link.id, n: attempt.n, decision }, context);
  if (!refused) return;
  await ports.sessions.forget(link.id, sessionId);
  throw new Refused(refused, { status: 410, link, caller });
}

/** `GET /consent/callback`: both returns from Microsoft; the second one, once proven, decides. */
export const createConsentCallback = (ports: ConsentPorts): Door =>
  asPage(ports.settings, async (request: HttpRequest, context) => {
    const accepted = await acceptCallback(ports, consent, {
      request,
      purposes: ["grant", "proof"],
    });
    if (accepted.attempt.purpose === "grant") return toSignIn(ports, accepted);
    const signedIn = await redeem(ports, accepted, { request, callback });
    const refreshToken = await prove(accepted, signedIn);
    await approve(ports, accepted, { signedIn, refreshToken, context });
    return seeOther(accepted.againUrl);
  });
