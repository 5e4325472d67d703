import type { HttpResponseInit, InvocationContext } from "@azure/functions";
import { askedFor } from "../domain/agreement";
import { isColleague, mayForward } from "../domain/forwarding";
import type { Decision } from "../domain/wait";
import { plainLine } from "../domain/plainText";
import { readAddress } from "../domain/request";
import { agreedPlan, chosen } from "./agreement";
import { beginAttempt } from "./attempts";
import type { CallbackPorts } from "./callback";
import { decideWait } from "./decideWait";
import { only, type Door } from "./doors";
import { consent, openForm, pageUrl, type Opened } from "./mailedLink";
import { asPage, Refused, seeOther, toMicrosoft } from "./page";
import { toSignIn } from "./toSignIn";

const maxReason = 200;

/** Continue: a try of its own begins. Microsoft's first page comes next, or the second where the first is done. */
async function beginConsent(
  ports: CallbackPorts,
  { link, wait, caller, form }: Opened & { form: URLSearchParams },
): Promise<HttpResponseInit> {
  if (!link.plan || !link.directory) throw new Refused("try_again_later", { status: 503 });
  if (wait.what !== "consent")
    return toSignIn(ports, link, { n: wait.n, agreed: askedFor(link.request) });
  const agreed = chosen(link, form);
  const plan = agreed && agreedPlan(ports.keys, link, agreed);
  if (!plan)
    throw new Refused("choice_refused", {
      status: 400,
      link,
      caller,
      againUrl: pageUrl(consent, link.id),
    });
  const asked = { linkId: link.id, n: wait.n, purpose: "grant" as const };
  const wanted = { ...asked, planHash: plan.hash, agreed };
  const begun = await beginAttempt(ports, wanted);
  return toMicrosoft(ports.signIn.grantUrl(link.directory.tenantId, begun.state), [begun.cookie]);
}

type Answer = Pick<Decision, "type" | "reason" | "to">;

/** An answer that the mailed link alone is proof enough for: none of them gives anybody anything. */
async function answer(
  ports: CallbackPorts,
  { link, wait, caller }: Opened,
  { said, context }: { said: Answer; context: InvocationContext },
): Promise<HttpResponseInit> {
  const decision: Decision = { ...said, at: ports.now(), by: "administrator" };
  const question = { linkId: link.id, n: wait.n, decision };
  const refused = await decideWait(ports, question, context);
  if (refused) throw new Refused(refused, { status: 410, link, caller });
  return seeOther(pageUrl(consent, link.id));
}

function declined(form: URLSearchParams): Answer {
  const reason = plainLine(only(form, "reason") ?? "", maxReason);
  return { type: "declined", ...(reason ? { reason } : {}) };
}

/** The colleague has to be of the same organisation, or the mail could be sent on to anybody. */
function forwarded({ link, caller, form }: Opened & { form: URLSearchParams }): Answer {
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
export const createConsentForm = (ports: CallbackPorts): Door =>
  asPage(async (request, context) => {
    const opened = await openForm(ports, consent, request);
    const { link, caller, form } = opened;
    const action = only(form, "action");
    if (action === "continue") return beginConsent(ports, opened);
    if (action === "decline") return answer(ports, opened, { said: declined(form), context });
    // Passing on belongs to the first question only.
    switch (opened.wait.what === "consent" && action) {
      case "forward":
        return answer(ports, opened, { said: forwarded(opened), context });
      case "notMe":
        return answer(ports, opened, { said: { type: "notMe" }, context });
      default:
        throw new Refused("form_expired", {
          status: 400,
          link,
          caller,
          againUrl: pageUrl(consent, link.id),
        });
    }
  });
