import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import { mayEnd } from "../domain/ending";
import type { Decision } from "../domain/wait";
import type { Sessions } from "../domain/microsoftPorts";
import { mayEndAccess } from "../domain/roles";
import { dayMs, laterBy } from "../domain/time";
import type { Returned } from "./attempts";
import { beginEnd } from "./beginEnd";
import { comeBack, redeem, type Back, type CallbackPorts } from "./callback";
import { decideWait } from "./decideWait";
import { canBeEnded, endPlan, endQuestion } from "./endQuestion";
import { end } from "./mailedLink";
import { Refused, seeOther } from "./page";
import { proveAdministrator } from "./proveAdministrator";

interface Ports extends CallbackPorts {
  readonly sessions: Pick<Sessions, "keep" | "forget">;
}

/** Ending takes minutes; an operator may have to help with a step for some weeks. */
const sessionMs = 30 * dayMs;

type Proof = NonNullable<Decision["consent"]>;

/** The proof decides the open question, or begins the end; false where somebody was first. */
async function carryOut(
  ports: Ports,
  { link }: Back,
  made: { proof: Proof; scopes: readonly string[]; context: InvocationContext },
): Promise<boolean> {
  const { proof, scopes, context } = made;
  const said = { at: ports.now(), by: "administrator" };
  const question = endQuestion(link);
  if (!question) {
    const wanted = { ...said, proof, scopes };
    return (await beginEnd(ports, { linkId: link.id, wanted }, context)) !== undefined;
  }
  const decision = { ...said, type: "agreedToEnd" as const, consent: proof };
  return !(await decideWait(ports, { linkId: link.id, n: question.n, decision }, context));
}

/** Back from signing in to end the access: once proven, with everything granted that the end needs, it begins. */
export async function endProven(
  ports: Ports,
  call: { request: HttpRequest; context: InvocationContext; attempt: Returned },
): Promise<HttpResponseInit> {
  const { request, context, attempt } = call;
  const back = await comeBack(ports, end, { request, attempt });
  const { link, caller, tenantId, againUrl } = back;
  if (!canBeEnded(link)) throw new Refused("not_endable", { status: 410, link, caller });
  const { hash: planHash, scopes, agreed } = endPlan(ports.keys, link);
  if (planHash !== attempt.planHash)
    throw new Refused("plan_changed", { status: 400, link, caller, againUrl });
  const signedIn = await redeem(ports, back, { request, callback: "/consent/callback" });
  const refreshToken = await proveAdministrator(back, signedIn, { scopes, mayDo: mayEndAccess });
  const sessionId = ports.keys.random(16);
  const expiresAt = laterBy(ports.now(), sessionMs);
  await ports.sessions.keep({ linkId: link.id, sessionId, tenantId }, refreshToken, expiresAt);
  const person = { tenantId, objectId: signedIn.objectId, name: signedIn.name };
  const proof = { sessionId, person, planHash, agreed };
  if (await carryOut(ports, back, { proof, scopes, context })) {
    const replaced = link.ending?.proof;
    // What is not deleted now goes when the link ends.
    if (replaced) await ports.sessions.forget(link.id, replaced.sessionId).catch(() => undefined);
    return seeOther(againUrl);
  }
  await ports.sessions.forget(link.id, sessionId);
  throw new Refused(mayEnd(link) ? "already_decided" : "not_endable", {
    status: 410,
    link,
    caller,
  });
}
