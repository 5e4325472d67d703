import { askedFor } from "../domain/agreement";
import { beginAttempt } from "./attempts";
import type { CallbackPorts } from "./callback";
import { only, type Door } from "./doors";
import { openForm, unknownAction } from "./mailedForm";
import { accept, pageUrl } from "./mailedLink";
import { asPage, Refused, toMicrosoft } from "./page";
import { refuseVisitWhilePaused } from "./paused";

/** `POST /accept`: Continue begins the sign-in in the customer's directory, which redeems the invitation. */
export const createAcceptForm = (ports: CallbackPorts): Door =>
  asPage(async (request) => {
    const opened = await openForm(ports, accept, request);
    const { link, wait, form } = opened;
    if (only(form, "action") !== "continue") throw unknownAction(opened, pageUrl(accept, link.id));
    refuseVisitWhilePaused(ports, { ...opened, page: accept });
    if (!link.plan || !link.directory) throw new Refused("try_again_later", { status: 503 });
    const { hash: planHash } = link.plan;
    const agreed = askedFor(link.request);
    const wanted = { linkId: link.id, n: wait.n, purpose: "signIn" as const, planHash, agreed };
    const begun = await beginAttempt(ports, wanted);
    const url = await ports.signIn.authorizeUrl(link.directory.tenantId, {
      ...begun,
      callback: "/signin/callback",
      scopes: ["openid", "profile", "User.Read"],
      prompt: "select_account",
      loginHint: link.request.account.email,
    });
    return toMicrosoft(url, [begun.cookie]);
  });
