import { consentPage } from "../views/pages/consentPage";
import { agreedPage } from "../views/pages/agreedPage";
import { decidedPage } from "../views/pages/decidedPage";
import { signInScopes } from "../domain/plan";
import type { SignIn } from "../domain/microsoftPorts";
import type { Status } from "../domain/states";
import { isOver } from "../domain/waits";
import { beginAttempt } from "./attempts";
import type { CallbackPorts } from "./callback";
import { decideWait } from "./decideWait";
import { only, type Door } from "./doors";
import {
  consent,
  formToken,
  fromMail,
  isOpen,
  openForm,
  openMailed,
  pageUrl,
  type MailedPorts,
  type Opened,
} from "./mailedLink";
import { asPage, Refused, seeOther, showPage } from "./page";

type ShowPorts = MailedPorts & { readonly signIn: Pick<SignIn, "signOutUrl"> };

/** While what the administrator agreed to still lies ahead; later the page says how the link stands. */
const ahead: readonly Status[] = ["awaitingConsent", "preparing", "awaitingSignIn"];

function view(ports: ShowPorts, opened: Opened): string {
  const { link, wait, caller, token } = opened;
  if (wait.decision?.type === "approved" && link.directory && ahead.includes(link.status))
    return agreedPage({
      link,
      caller,
      signOutUrl: ports.signIn.signOutUrl(link.directory.tenantId),
    });
  if (!isOpen(opened)) return decidedPage({ link, caller, wait });
  if (isOver(wait, ports.now())) throw new Refused("link_expired", { status: 410, link, caller });
  return consentPage({
    link,
    caller,
    form: { id: link.id, csrf: formToken(ports.keys, consent, token) },
    appId: ports.settings.appId,
  });
}

/** `GET /consent`: the administrator's page. It reads and shows; mail scanners may open it as they like. */
export const createConsentPage = (ports: ShowPorts): Door =>
  asPage(ports.settings, async (request) => {
    const moved = fromMail(consent, ports.settings, request);
    if (moved) return moved;
    const opened = await openMailed(ports, consent, { request, id: only(request.query, "id") });
    return showPage(ports.settings, view(ports, opened));
  });

const maxReason = 200;

/** `POST /consent`: Continue begins a try at Microsoft; Decline decides. */
export const createConsentForm = (ports: CallbackPorts): Door =>
  asPage(ports.settings, async (request, context) => {
    const { link, wait, caller, form } = await openForm(ports, consent, request);
    const again = pageUrl(consent, link.id);
    switch (only(form, "action")) {
      case "continue": {
        if (!link.plan || !link.directory) throw new Refused("try_again_later", { status: 503 });
        const wanted = {
          linkId: link.id,
          n: wait.n,
          purpose: "grant" as const,
          planHash: link.plan.hash,
        };
        const begun = await beginAttempt(ports, wanted, "/consent");
        return seeOther(ports.signIn.grantUrl(link.directory.tenantId, begun.state), [
          begun.cookie,
        ]);
      }
      case "decline": {
        const reason = (only(form, "reason") ?? "").trim().slice(0, maxReason);
        const decision = {
          type: "declined" as const,
          at: ports.now(),
          by: "administrator",
          ...(reason ? { reason } : {}),
        };
        const refused = await decideWait(ports, { linkId: link.id, n: wait.n, decision }, context);
        if (refused) throw new Refused(refused, { status: 410, link, caller });
        return seeOther(again);
      }
      default:
        throw new Refused("form_expired", { status: 400, link, caller, againUrl: again });
    }
  });

/** What the administrator is asked for in their own name: the plan's scopes and a session. */
export const askedScopes = (planScopes: readonly string[]): string[] => [
  ...signInScopes,
  ...planScopes,
];
