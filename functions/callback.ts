import type { HttpRequest } from "@azure/functions";
import type { Link } from "../domain/link";
import type { Wait } from "../domain/wait";
import { LinkError } from "../domain/errors";
import type { TenantId } from "../domain/ids";
import type { AuthorizeRequest, SignedIn, SignIn } from "../domain/microsoftPorts";
import type { Caller } from "../domain/ports";
import { entraError } from "../domain/replies";
import { findWait, isOver } from "../domain/waits";
import { agreedPlan, ownPlan } from "./agreement";
import { findAttempt, type AttemptPorts, type Returned } from "./attempts";
import type { DecidePorts } from "./decideWait";
import { closedBy } from "./mailedForm";
import { pageUrl, type MailedPage } from "./mailedLink";
import { refusalFor } from "./refusalFor";
import { Refused } from "./page";

export interface CallbackPorts extends AttemptPorts, DecidePorts {
  readonly signIn: SignIn;
}

/** A callback that belongs to a try of ours, which is now used up. */
export interface Back {
  readonly attempt: Returned;
  readonly link: Link;
  readonly caller: Caller;
  readonly tenantId: TenantId;
  readonly againUrl: string;
}

/** A callback that may act: its question is open and in time. */
export interface Accepted extends Back {
  readonly wait: Wait;
}

interface Call {
  readonly request: HttpRequest;
  readonly attempt: Returned;
}

/** What an `error` in a callback means for the person who comes back with it; it comes before all else. */
function errorOf(query: URLSearchParams) {
  const row = entraError(query);
  return row && refusalFor(row.code);
}

/** The try behind a callback; where it is none of ours, an error of Microsoft's still says what happened. */
export async function readAttempt(
  ports: AttemptPorts,
  request: HttpRequest,
  purposes: readonly Returned["purpose"][],
): Promise<Returned> {
  try {
    return await findAttempt(ports, request, purposes);
  } catch (error) {
    const refusal = errorOf(request.query);
    if (error instanceof Refused && refusal) throw new Refused(refusal, { status: 400 });
    throw error;
  }
}

/** Reads the link of a try and uses the try up; its `error` ends it (v2 redirects carry `admin_consent=True` with an error too). */
export async function comeBack(
  ports: CallbackPorts,
  page: MailedPage,
  { request, attempt }: Call,
): Promise<Back> {
  const link = await ports.links.read(attempt.linkId);
  const caller = link && ports.callers.find((one) => one.id === link.callerId);
  if (!link?.directory || !caller) throw new Refused("not_found", { status: 404 });
  const againUrl = pageUrl(page, link.id);
  const isFirst = await ports.attempts.use(attempt.key, link.id);
  const refusal = errorOf(request.query);
  if (refusal) throw new Refused(refusal, { status: 400, link, caller, againUrl });
  if (!isFirst)
    // Back in the browser and Accept once more: do not say that nothing was recorded.
    throw findWait(link, attempt.n)?.decision
      ? new Refused("already_decided", { status: 410, link, caller })
      : new Refused("callback_refused", { status: 400, link, caller, againUrl });
  return { attempt, link, caller, tenantId: link.directory.tenantId, againUrl };
}

/** The plan that a try agrees to, as it is now. */
export const planOfAttempt = (
  { keys }: Pick<AttemptPorts, "keys">,
  link: Link,
  { purpose, agreed }: Returned,
) => (purpose === "own" ? ownPlan : agreedPlan)(keys, link, agreed);

/** Everything that has to hold before a callback's other values are looked at; each is only a hint. */
export async function acceptCallback(
  ports: CallbackPorts,
  page: MailedPage,
  call: Call,
): Promise<Accepted> {
  const back = await comeBack(ports, page, call);
  const { attempt, link, caller, againUrl } = back;
  const wait = findWait(link, attempt.n);
  const closed = closedBy(link, wait);
  if (!wait || closed) throw new Refused(closed ?? "link_replaced", { status: 410, link, caller });
  if (isOver(wait, ports.now())) throw new Refused("link_expired", { status: 410, link, caller });
  if (planOfAttempt(ports, link, attempt)?.hash !== attempt.planHash)
    throw new Refused("plan_changed", { status: 400, link, caller, againUrl });
  return { ...back, wait };
}

/** Exchanges the callback's code, once; what fails is a page with a way to try again. */
export async function redeem(
  ports: CallbackPorts,
  { attempt, link, caller, tenantId, againUrl }: Back,
  call: {
    request: HttpRequest;
    callback: AuthorizeRequest["callback"];
    scopes?: readonly string[];
  },
): Promise<SignedIn> {
  const { state, nonce, verifier } = attempt;
  const { request, ...asked } = call;
  try {
    const query = new URL(request.url).search.slice(1);
    return await ports.signIn.redeem(tenantId, { ...asked, state, nonce, verifier, query });
  } catch (error) {
    if (!(error instanceof LinkError) || error.class === "transient") throw error;
    const refusal = refusalFor(error.code);
    const status = refusal === "try_again_later" ? 503 : 400;
    throw new Refused(refusal, { status, link, caller, againUrl });
  }
}
