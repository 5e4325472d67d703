import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import { LinkError } from "../domain/errors";
import type { TenantId } from "../domain/ids";
import { operatorRole, type OperatorAttempt, type SignedInPerson } from "../domain/operator";
import { operatorRefusedPage, type OperatorRefusal } from "../views/pages/operatorPages";
import type { Door } from "./doors";
import { beginSession, turnAway } from "./operatorSession";
import { findOpsAttempt, forgetOpsAttempt } from "./opsAttempt";
import type { OperatorDoorPorts } from "./opsSignIn";
import { asPage, seeOther, showPage } from "./page";

export interface OpsCallbackPorts extends OperatorDoorPorts {
  /** The tenant that runs this service. */
  readonly homeTenantId: TenantId;
}

const signInUrl = ({ to }: OperatorAttempt): string =>
  `/ops/signin?${new URLSearchParams({ to }).toString()}`;

async function redeem(
  { operatorSignIn }: OpsCallbackPorts,
  attempt: OperatorAttempt,
  { request, context }: { request: HttpRequest; context: InvocationContext },
): Promise<SignedInPerson | OperatorRefusal> {
  try {
    return await operatorSignIn.redeem(attempt, new URL(request.url).search.slice(1));
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    context.error(error.message);
    // The code is not used up: the same address may be asked for again.
    if (error.class === "transient") throw turnAway("signin_unavailable", 503, signInUrl(attempt));
    return "signin_not_ours";
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

const refusalStatus = (code: OperatorRefusal): number =>
  code === "signin_not_ours" || code === "signin_declined" ? 400 : 403;

/** `GET /ops/callback`: back from Microsoft; acts only with state and cookie of one try, then a clean address. */
export const createOpsCallback = (ports: OpsCallbackPorts): Door =>
  asPage(async (request, context): Promise<HttpResponseInit> => {
    const attempt = await findOpsAttempt(ports, request);
    if (!attempt) throw turnAway("signin_not_ours", 400);
    const forgotten = forgetOpsAttempt(ports, attempt);
    const person = request.query.has("error")
      ? "signin_declined"
      : await redeem(ports, attempt, { request, context });
    const refusal = typeof person === "string" ? person : refusalOf(ports, person);
    if (typeof person !== "string" && !refusal)
      return seeOther(attempt.to, [forgotten, await beginSession(ports, person)]);
    const code = refusal ?? "signin_not_ours";
    const shown = showPage(operatorRefusedPage(code, signInUrl(attempt)), refusalStatus(code));
    return { ...shown, cookies: [forgotten] };
  });
