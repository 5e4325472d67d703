import { isUnderWay, mayEnd } from "../domain/ending";
import { endPage } from "../views/pages/endPage";
import { endingPage } from "../views/pages/endingPage";
import type { Door } from "./doors";
import { canBeEnded, idOf, openEnd } from "./endQuestion";
import { formToken } from "./mailedForm";
import { end, fromMail, type MailedPorts } from "./mailedLink";
import { asPage, Refused, renewing, showPage } from "./page";

/** `GET /end`: how to end the access, or to give it back; afterwards what became of it. */
export const createEndPage = (ports: MailedPorts): Door =>
  asPage(async (request) => {
    const moved = fromMail(ports, end, request);
    if (moved) return moved;
    const opened = await openEnd(ports, { request, id: idOf(request.query) });
    const { link, caller, reader, cookie, mailed } = opened;
    if (reader === "administrator" ? canBeEnded(link) : mayEnd(link)) {
      const form = { id: link.id, csrf: formToken(ports.keys, end, { cookie, n: mailed.n }) };
      return showPage(endPage({ link, caller, reader, form, appId: ports.settings.appId }));
    }
    if (!link.ending) throw new Refused("not_endable", { status: 410, link, caller });
    const shown = showPage(endingPage({ link, caller, reader }));
    return isUnderWay(link) ? renewing(shown) : shown;
  });
