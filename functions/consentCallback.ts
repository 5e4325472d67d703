import type { HttpRequest, InvocationContext } from "@azure/functions";
import type { Link } from "../domain/link";
import type { Decision, WaitKind } from "../domain/wait";
import type { SignedIn, Sessions } from "../domain/microsoftPorts";
import { mayAgree } from "../domain/roles";
import { agreedPlan } from "./agreement";
import { acceptCallback, redeem, type Accepted, type CallbackPorts } from "./callback";
import { decideWait } from "./decideWait";
import type { Door } from "./doors";
import { consent } from "./mailedLink";
import { asPage, Refused, seeOther } from "./page";
import { toSignIn } from "./toSignIn";

export interface ConsentPorts extends CallbackPorts {
  readonly sessions: Pick<Sessions, "keep" | "forget">;
}

const callback = "/consent/callback";

/** The proof: the right directory, an administrator now, everything granted that the plan needs. */
async function prove(
  accepted: Accepted,
  signedIn: SignedIn,
  scopes: readonly string[],
): Promise<string> {
  const { link, caller, tenantId, againUrl } = accepted;
  const about = { status: 403, link, caller, againUrl };
  if (signedIn.tenantId !== tenantId)
    throw new Refused("wrong_directory", { ...about, detail: { found: signedIn.tenantId } });
  const roles = signedIn.roles ?? (await signedIn.directory.ownRoles());
  if (!mayAgree.some((role) => roles.includes(role.templateId)))
    throw new Refused("not_an_administrator", about);
  const missing = scopes.filter((scope) => !signedIn.scopes.includes(scope));
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

/** The session that a renewed one takes the place of; what is not deleted now goes when the link ends. */
async function forgetReplaced({ sessions }: ConsentPorts, { id, consent }: Link): Promise<void> {
  if (consent) await sessions.forget(id, consent.sessionId).catch(() => undefined);
}

/** What a proven administrator decides, by the question that was open. */
const decides = (what: WaitKind): Decision["type"] =>
  what === "administrator" ? "renewed" : what === "confirmation" ? "confirmed" : "approved";

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
    type: decides(accepted.wait.what),
    at: ports.now(),
    by: "administrator",
    consent: { sessionId, person, planHash: attempt.planHash, agreed: attempt.agreed },
  };
  const refused = await decideWait(ports, { linkId: link.id, n: attempt.n, decision }, context);
  if (!refused) return forgetReplaced(ports, link);
  await ports.sessions.forget(link.id, sessionId);
  throw new Refused(refused, { status: 410, link, caller });
}

/** `GET /consent/callback`: both returns from Microsoft; the second one, once proven, decides. */
export const createConsentCallback = (ports: ConsentPorts): Door =>
  asPage(async (request: HttpRequest, context) => {
    const accepted = await acceptCallback(ports, consent, {
      request,
      purposes: ["grant", "proof"],
    });
    const { attempt, link } = accepted;
    // Whatever the first page said, the administrator now signs in and consents in person.
    if (attempt.purpose === "grant") return toSignIn(ports, link, attempt);
    const scopes = agreedPlan(ports.keys, link, attempt.agreed)?.scopes ?? [];
    const signedIn = await redeem(ports, accepted, { request, callback });
    const refreshToken = await prove(accepted, signedIn, scopes);
    await approve(ports, accepted, { signedIn, refreshToken, context });
    return seeOther(accepted.againUrl);
  });
