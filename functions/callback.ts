import type { HttpRequest } from "@azure/functions";
import type { Link } from "../domain/link";
import type { Wait } from "../domain/wait";
import { LinkError } from "../domain/errors";
import type { TenantId } from "../domain/ids";
import type { AuthorizeRequest, SignedIn, SignIn } from "../domain/microsoftPorts";
import type { Caller } from "../domain/ports";
import { findWait, isOver } from "../domain/waits";
import { agreedPlan } from "./agreement";
import { findAttempt, type AttemptPorts, type Returned } from "./attempts";
import type { DecidePorts } from "./decideWait";
import { pageUrl, type MailedPage } from "./mailedLink";
import type { Refusal } from "../views/pages/refusal";
import { Refused } from "./page";

export interface CallbackPorts extends AttemptPorts, DecidePorts {
  readonly signIn: SignIn;
}

/** A callback that may act: its attempt is ours and now used, its question is open and in time. */
export interface Accepted {
  readonly attempt: Returned;
  readonly link: Link;
  readonly wait: Wait;
  readonly caller: Caller;
  readonly tenantId: TenantId;
  readonly againUrl: string;
}

const cancelledAtMicrosoft = ["access_denied", "consent_required"];
/** "Needs an administrator": chooses the words of the page, decides nothing (AADSTS error codes). */
const needsAdministrator = /AADSTS9009[034]\b/;

/** What an `error` in a callback means for the person who comes back with it. */
function refusalOf(query: URLSearchParams): Refusal | undefined {
  const error = query.get("error");
  if (error === null) return undefined;
  if (needsAdministrator.test(query.get("error_description") ?? "")) return "not_an_administrator";
  return cancelledAtMicrosoft.includes(error) ? "consent_declined" : "callback_refused";
}

/**
 * Everything that has to hold before a callback's values are looked at. Its `error` ends the try
 * (v2 redirects carry `admin_consent=True` with an error too); every other value is only a hint.
 */
export async function acceptCallback(
  ports: CallbackPorts,
  page: MailedPage,
  call: { request: HttpRequest; purposes: readonly Returned["purpose"][] },
): Promise<Accepted> {
  const { request, purposes } = call;
  const attempt = await findAttempt(ports, request, purposes);
  const link = await ports.links.read(attempt.linkId);
  const caller = link && ports.callers.find((one) => one.id === link.callerId);
  if (!link?.directory || !caller) throw new Refused("not_found", { status: 404 });
  const againUrl = pageUrl(page, link.id);
  if (!(await ports.attempts.use(attempt.key, link.id)))
    // Back in the browser and Accept once more: do not say that nothing was recorded.
    throw findWait(link, attempt.n)?.decision
      ? new Refused("already_decided", { status: 410, link, caller })
      : new Refused("callback_refused", { status: 400, link, caller, againUrl });
  const refusal = refusalOf(request.query);
  if (refusal) throw new Refused(refusal, { status: 400, link, caller, againUrl });
  const { wait } = link;
  if (
    wait?.n !== attempt.n ||
    wait.decision ||
    agreedPlan(ports.keys, link, attempt.agreed)?.hash !== attempt.planHash
  )
    throw new Refused("already_decided", { status: 410, link, caller });
  if (isOver(wait, ports.now())) throw new Refused("link_expired", { status: 410, link, caller });
  return { attempt, link, wait, caller, tenantId: link.directory.tenantId, againUrl };
}

/** Exchanges the callback's code, once; what fails is a page with a way to try again. */
export async function redeem(
  ports: CallbackPorts,
  accepted: Accepted,
  call: { request: HttpRequest; callback: AuthorizeRequest["callback"] },
): Promise<SignedIn> {
  const { attempt, link, caller, tenantId, againUrl } = accepted;
  const { state, nonce, verifier } = attempt;
  try {
    const query = new URL(call.request.url).search.slice(1);
    return await ports.signIn.redeem(tenantId, {
      callback: call.callback,
      state,
      nonce,
      verifier,
      query,
    });
  } catch (error) {
    if (!(error instanceof LinkError) || error.class === "transient") throw error;
    throw new Refused("callback_refused", { status: 400, link, caller, againUrl });
  }
}
