import type { HttpResponseInit, InvocationContext } from "@azure/functions";
import type { Decision } from "../domain/link";
import { plainLine } from "../domain/plainText";
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
  { link, wait }: Opened,
): Promise<HttpResponseInit> {
  if (!link.plan || !link.directory) throw new Refused("try_again_later", { status: 503 });
  const { hash: planHash } = link.plan;
  if (wait.what !== "consent") return toSignIn(ports, link, { n: wait.n, planHash });
  const wanted = { linkId: link.id, n: wait.n, purpose: "grant" as const, planHash };
  const begun = await beginAttempt(ports, wanted);
  return toMicrosoft(ports.signIn.grantUrl(link.directory.tenantId, begun.state), [begun.cookie]);
}

/** Decline: decides at once; the mailed link is proof enough to say no. */
async function decline(
  ports: CallbackPorts,
  { link, wait, caller }: Opened,
  said: { reason: string; context: InvocationContext },
): Promise<HttpResponseInit> {
  const reason = plainLine(said.reason, maxReason);
  const by = { at: ports.now(), by: "administrator" };
  const decision: Decision = { type: "declined", ...by, ...(reason ? { reason } : {}) };
  const question = { linkId: link.id, n: wait.n, decision };
  const refused = await decideWait(ports, question, said.context);
  if (refused) throw new Refused(refused, { status: 410, link, caller });
  return seeOther(pageUrl(consent, link.id));
}

/** `POST /consent`: what the administrator pressed. */
export const createConsentForm = (ports: CallbackPorts): Door =>
  asPage(async (request, context) => {
    const opened = await openForm(ports, consent, request);
    const { link, caller, form } = opened;
    switch (only(form, "action")) {
      case "continue":
        return beginConsent(ports, opened);
      case "decline":
        return decline(ports, opened, { reason: only(form, "reason") ?? "", context });
      default:
        throw new Refused("form_expired", {
          status: 400,
          link,
          caller,
          againUrl: pageUrl(consent, link.id),
        });
    }
  });
