import type { HttpResponseInit, InvocationContext } from "@azure/functions";
import { askedFor } from "../domain/agreement";
import { isColleague, mayForward } from "../domain/forwarding";
import type { Decision } from "../domain/wait";
import { plainLine } from "../domain/plainText";
import { readAddress } from "../domain/request";
import { agreedPlan, chosen, ownAgreement, ownPlan, ticked } from "./agreement";
import { beginAttempt } from "./attempts";
import type { CallbackPorts } from "./callback";
import { decideWait } from "./decideWait";
import { only, type Door } from "./doors";
import { openForm, unknownAction, type Form } from "./mailedForm";
import { consent, pageUrl } from "./mailedLink";
import { asPage, Refused, seeOther, toMicrosoft } from "./page";
import { noteOpened } from "./noteOpened";
import type { Subscriptions } from "../domain/microsoftPorts";
import { toSignIn } from "./toSignIn";

export interface ConsentFormPorts extends CallbackPorts {
  /** Where Azure Resource Manager is configured. */
  readonly subscriptions: Subscriptions | undefined;
}

const maxReason = 200;

const unclear = ({ link, caller }: Form): Refused =>
  new Refused("choice_refused", {
    status: 400,
    link,
    caller,
    againUrl: pageUrl(consent, link.id),
  });

/** Continue: a try of its own begins. Microsoft's first page comes next, or the second where the first is done. */
async function beginConsent(ports: CallbackPorts, opened: Form): Promise<HttpResponseInit> {
  const { link, wait, form } = opened;
  if (!link.plan || !link.directory) throw new Refused("try_again_later", { status: 503 });
  if (wait.what !== "consent") {
    const agreed = askedFor(link.request);
    const plan = agreedPlan(ports.keys, link, agreed);
    return toSignIn(ports, link, { n: wait.n, purpose: "proof", agreed, plan });
  }
  const agreed = chosen(link, form, ports.now());
  const plan = agreed && agreedPlan(ports.keys, link, agreed);
  if (!plan) throw unclear(opened);
  await noteOpened(ports, link);
  const asked = { linkId: link.id, n: wait.n, purpose: "grant" as const };
  const begun = await beginAttempt(ports, { ...asked, planHash: plan.hash, agreed });
  return toMicrosoft(ports.signIn.grantUrl(link.directory.tenantId, begun.state), [begun.cookie]);
}

/** "We manage it ourselves": nobody needs the first page; the sign-in proves an administrator. */
async function beginOwn(ports: ConsentFormPorts, opened: Form): Promise<HttpResponseInit> {
  const { link, wait, form } = opened;
  const without = ticked(form, "withoutChecks");
  if (without === undefined) throw unclear(opened);
  await noteOpened(ports, link);
  const agreed = ownAgreement(link, !without);
  const plan = ownPlan(ports.keys, link, agreed);
  const more = ports.subscriptions ? [ports.subscriptions.scope] : [];
  return toSignIn(ports, link, { n: wait.n, purpose: "own", agreed, plan, more });
}

type Answer = Pick<Decision, "type" | "reason" | "to">;

/** An answer that the mailed link alone is proof enough for: none of them gives anybody anything. */
async function answer(
  ports: CallbackPorts,
  { link, wait, caller }: Form,
  { said, context }: { said: Answer; context: InvocationContext },
): Promise<HttpResponseInit> {
  const decision: Decision = { ...said, at: ports.now(), by: "administrator" };
  const question = { linkId: link.id, n: wait.n, decision };
  const refused = await decideWait(ports, question, context);
  if (refused) throw new Refused(refused, { status: 410, link, caller });
  return seeOther(pageUrl(consent, link.id));
}

/** The page lets nobody write a longer reason. */
function declined(opened: Form): Answer {
  const [given = "", ...more] = opened.form.getAll("reason");
  if (more.length > 0 || given.length > maxReason) throw unclear(opened);
  const reason = plainLine(given, maxReason);
  return { type: "declined", ...(reason ? { reason } : {}) };
}

/** The colleague has to be of the same organisation, or the mail could be sent on to anybody. */
function forwarded({ link, caller, form }: Form): Answer {
  const email = readAddress(only(form, "colleague") ?? "");
  if (email && mayForward(link) && isColleague(link, email))
    return { type: "forwarded", to: { email } };
  throw new Refused("forward_refused", {
    status: 400,
    link,
    caller,
    againUrl: pageUrl(consent, link.id),
  });
}

/** `POST /consent`: what the administrator pressed. */
export const createConsentForm = (ports: ConsentFormPorts): Door =>
  asPage(async (request, context) => {
    const opened = await openForm(ports, consent, request);
    const { link, form, wait, proven } = opened;
    const action = only(form, "action");
    const says = (said: Answer) => answer(ports, opened, { said, context });
    if (action === "continue")
      return proven ? says({ type: "confirmed" }) : beginConsent(ports, opened);
    if (action === "decline") return says(declined(opened));
    // Passing on, and doing it oneself, belong to the first question only.
    switch (wait.what === "consent" && action) {
      case "ownSubscription":
        return beginOwn(ports, opened);
      case "forward":
        return says(forwarded(opened));
      case "notMe":
        return says({ type: "notMe" });
      default:
        throw unknownAction(opened, pageUrl(consent, link.id));
    }
  });
