import type { Decision } from "../domain/wait";
import { decideWait, type DecidePorts } from "./decideWait";
import { only, type Door } from "./doors";
import { openForm, unknownAction } from "./mailedForm";
import { pageUrl, writeback, type MailedPorts } from "./mailedLink";
import { asPage, Refused, seeOther } from "./page";

/**
 * `POST /writeback`: either person signs the steps off, or says that nobody will do them. The mailed
 * link is proof enough: it gives nobody anything, and the record says whose link it was.
 */
export const createWritebackForm = (ports: MailedPorts & DecidePorts): Door =>
  asPage(async (request, context) => {
    const opened = await openForm(ports, writeback, request);
    const { link, wait, caller, form, reader } = opened;
    const action = only(form, "action");
    if (action !== "signOff" && action !== "notDone")
      throw unknownAction(opened, pageUrl(writeback, link.id));
    const type = action === "signOff" ? ("signedOff" as const) : action;
    const decision: Decision = { type, at: ports.now(), by: reader };
    const question = { linkId: link.id, n: wait.n, decision };
    const refused = await decideWait(ports, question, context);
    if (refused) throw new Refused(refused, { status: 410, link, caller });
    return seeOther(pageUrl(writeback, link.id));
  });
