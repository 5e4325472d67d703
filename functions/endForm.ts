import type { HttpResponseInit, InvocationContext } from "@azure/functions";
import { mayEnd } from "../domain/ending";
import { standing } from "../domain/mailedToken";
import { beginEnd } from "./beginEnd";
import type { CallbackPorts } from "./callback";
import { only, type Door } from "./doors";
import { canBeEnded, endPlan, endQuestion, idOf, openEnd, type OpenedEnd } from "./endQuestion";
import { readForm, requireOurForm, unknownAction } from "./mailedForm";
import { end, pageUrl } from "./mailedLink";
import { asPage, Refused, seeOther } from "./page";
import { refuseVisitWhilePaused } from "./paused";
import { toSignIn } from "./toSignIn";

const notEndable = ({ link, caller }: OpenedEnd): Refused =>
  new Refused("not_endable", { status: 410, link, caller });

/** The administrator signs in with the scopes for the end; nothing begins before that is proven. */
function signInToEnd(ports: CallbackPorts, opened: OpenedEnd): Promise<HttpResponseInit> {
  const { link } = opened;
  if (!canBeEnded(link)) throw notEndable(opened);
  refuseVisitWhilePaused(ports, { ...opened, page: end });
  const { agreed, ...plan } = endPlan(ports.keys, link);
  const n = endQuestion(link)?.n ?? standing;
  return toSignIn(ports, link, { n, purpose: "end", agreed, plan });
}

/** The account holder wants the access no more: an administrator is asked to carry it out. */
async function giveBack(
  ports: CallbackPorts,
  opened: OpenedEnd,
  context: InvocationContext,
): Promise<HttpResponseInit> {
  const { link } = opened;
  const wanted = { by: "account", at: ports.now(), proof: null, scopes: [] };
  const begun = mayEnd(link) && (await beginEnd(ports, { linkId: link.id, wanted }, context));
  if (!begun) throw notEndable(opened);
  return seeOther(pageUrl(end, link.id));
}

/** `POST /end`: what was pressed; each of the two people has a button of their own. */
export const createEndForm = (ports: CallbackPorts): Door =>
  asPage(async (request, context) => {
    const form = await readForm(request);
    const opened = await openEnd(ports, { request, id: idOf(form) });
    const { cookie, mailed } = opened;
    requireOurForm(ports, end, { request, form, cookie, n: mailed.n });
    const action = only(form, "action");
    if (action === "end" && opened.reader === "administrator") return signInToEnd(ports, opened);
    if (action === "giveBack" && opened.reader === "account")
      return giveBack(ports, opened, context);
    throw unknownAction(opened, pageUrl(end, opened.link.id));
  });
