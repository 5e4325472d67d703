import { acceptPage } from "../views/pages/acceptPage";
import { decidedPage } from "../views/pages/decidedPage";
import { signedInPage, withRole } from "../views/pages/signedInPage";
import type { SignIn } from "../domain/microsoftPorts";
import type { Status } from "../domain/states";
import { isOver } from "../domain/waits";
import { beginAttempt } from "./attempts";
import type { CallbackPorts } from "./callback";
import { only, type Door } from "./doors";
import {
  accept,
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

/** While the role is on its way or there; a link that stopped says how it stands instead. */
const going: readonly Status[] = ["awaitingSignIn", "assigningRole", ...withRole];

function view(ports: ShowPorts, opened: Opened): string {
  const { link, wait, caller, token } = opened;
  if (wait.decision?.type === "signedIn" && link.directory && going.includes(link.status)) {
    const { tenantId } = link.directory;
    return signedInPage({
      link,
      caller,
      portalUrl: `https://entra.microsoft.com/${tenantId}`,
      signOutUrl: ports.signIn.signOutUrl(tenantId),
    });
  }
  if (!isOpen(opened)) return decidedPage({ link, caller, wait });
  if (isOver(wait, ports.now())) throw new Refused("link_expired", { status: 410, link, caller });
  return acceptPage({
    link,
    caller,
    form: { id: link.id, csrf: formToken(ports.keys, accept, token) },
  });
}

/** `GET /accept`: the account holder's page; it reads and shows. */
export const createAcceptPage = (ports: ShowPorts): Door =>
  asPage(ports.settings, async (request) => {
    const moved = fromMail(accept, ports.settings, request);
    if (moved) return moved;
    const opened = await openMailed(ports, accept, { request, id: only(request.query, "id") });
    return showPage(ports.settings, view(ports, opened));
  });

/** `POST /accept`: Continue begins the sign-in in the customer's directory, which redeems the invitation. */
export const createAcceptForm = (ports: CallbackPorts): Door =>
  asPage(ports.settings, async (request) => {
    const { link, wait, caller, form } = await openForm(ports, accept, request);
    if (only(form, "action") !== "continue")
      throw new Refused("form_expired", {
        status: 400,
        link,
        caller,
        againUrl: pageUrl(accept, link.id),
      });
    if (!link.plan || !link.directory) throw new Refused("try_again_later", { status: 503 });
    const wanted = {
      linkId: link.id,
      n: wait.n,
      purpose: "signIn" as const,
      planHash: link.plan.hash,
    };
    const begun = await beginAttempt(ports, wanted, "/signin");
    const url = await ports.signIn.authorizeUrl(link.directory.tenantId, {
      ...begun,
      callback: "/signin/callback",
      scopes: ["openid", "profile", "User.Read"],
      prompt: "select_account",
      loginHint: link.request.account.email,
    });
    return seeOther(url, [begun.cookie]);
  });
