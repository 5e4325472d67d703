import type { HttpRequest, InvocationContext } from "@azure/functions";
import { LinkError } from "../domain/errors";
import type { TenantId } from "../domain/ids";
import { operatorRole, type OperatorAttempt, type SignedInPerson } from "../domain/operator";
import type { OperatorRefusal } from "../views/pages/operatorPages";
import { noteDoor } from "./doorNotes";
import type { Door } from "./doors";
import { beginSession, turnAway } from "./operatorSession";
import { findOpsAttempt, forgetOpsAttempt } from "./opsAttempt";
import type { OperatorDoorPorts } from "./opsSignIn";
import { asPage, seeOther, type Cookie } from "./page";

export interface OpsCallbackPorts extends OperatorDoorPorts {
  /** The tenant that runs this service. */
  readonly homeTenantId: TenantId;
}

const signInUrl = ({ to }: OperatorAttempt): string =>
  `/ops/signin?${new URLSearchParams({ to }).toString()}`;

const statusOf = (refusal: OperatorRefusal): number =>
  ["signin_not_ours", "signin_declined"].includes(refusal) ? 400 : 403;

interface Returning {
  readonly request: HttpRequest;
  readonly context: InvocationContext;
}

/** Who it is; undefined where the code or the ID token was not made for this try. */
async function redeem(
  { operatorSignIn }: OpsCallbackPorts,
  attempt: OperatorAttempt,
  { request, context }: Returning,
): Promise<SignedInPerson | undefined> {
  try {
    return await operatorSignIn.redeem(attempt, new URL(request.url).search.slice(1));
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    context.error(error.message);
    // The code is not used up: the same address may be asked for again.
    if (error.class === "transient") throw turnAway("signin_unavailable", 503, signInUrl(attempt));
    return undefined;
  }
}

/** Who may operate: a member of the home tenant who is assigned the role there. */
function refusalOf(
  { homeTenantId }: OpsCallbackPorts,
  person: SignedInPerson,
): OperatorRefusal | undefined {
  if (person.tenantId !== homeTenantId) return "other_directory";
  if (person.isGuest) return "guest_account";
  return person.roles.includes(operatorRole) ? undefined : "not_an_operator";
}

async function comeBack(
  ports: OpsCallbackPorts,
  attempt: OperatorAttempt,
  returning: Returning,
): Promise<{ person: SignedInPerson } | { refusal: OperatorRefusal }> {
  if (returning.request.query.has("error")) return { refusal: "signin_declined" };
  const person = await redeem(ports, attempt, returning);
  if (!person) return { refusal: "signin_not_ours" };
  const refusal = refusalOf(ports, person);
  return refusal ? { refusal } : { person };
}

/** Signed in, and back to where the person was; the code is used up by now, so the sign-in is begun anew if storage fails. */
async function letIn(
  ports: OpsCallbackPorts,
  attempt: OperatorAttempt,
  person: SignedInPerson,
): Promise<Cookie> {
  try {
    return await beginSession(ports, person);
  } catch (error) {
    if (!(error instanceof LinkError) || error.code === "keys_unavailable") throw error;
    throw turnAway("session_unavailable", 503, signInUrl(attempt));
  }
}

/** `GET /ops/callback`: back from Microsoft; acts only with state and cookie of one try, then a clean address. */
export const createOpsCallback = (ports: OpsCallbackPorts): Door =>
  asPage(async (request, context) => {
    const attempt = await findOpsAttempt(ports, request);
    if (!attempt) throw turnAway("signin_not_ours", 400);
    const forgotten = forgetOpsAttempt(ports, attempt);
    const back = await comeBack(ports, attempt, { request, context });
    if ("person" in back) {
      noteDoor(request, { caller: `operator:${back.person.objectId}` });
      return seeOther(attempt.to, [forgotten, await letIn(ports, attempt, back.person)]);
    }
    noteDoor(request, { code: back.refusal });
    const { answer } = turnAway(back.refusal, statusOf(back.refusal), signInUrl(attempt));
    return { ...answer, cookies: [forgotten] };
  });
