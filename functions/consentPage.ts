import { asAgreed } from "../domain/agreement";
import { isFinished, type Status } from "../domain/states";
import { agreedPage } from "../views/pages/agreedPage";
import { consentPage } from "../views/pages/consentPage";
import { notNeededPage } from "../views/pages/notNeededPage";
import { confirmPage } from "../views/pages/confirmPage";
import { thanksPage } from "../views/pages/thanksPage";
import { renewPage } from "../views/pages/renewPage";
import type { Door } from "./doors";
import { consent } from "./mailedLink";
import { createMailedPage, type ShowPorts } from "./mailedPage";

/** What is looked at right after consent takes moments; who stays longer reloads by hand. */
const renewsForMs = 10 * 60 * 1000;
const looking: readonly Status[] = ["awaitingConsent", "preparing"];

/** While what the administrator agreed to still lies ahead; later the page says how the link stands. */
const ahead: readonly Status[] = ["awaitingConsent", "preparing", "awaitingSignIn"];

/** `GET /consent`: the administrator's page. */
export const createConsentPage = (ports: ShowPorts): Door =>
  createMailedPage(ports, consent, {
    ask({ link, caller, wait, proven }, form) {
      if (wait.what === "administrator") return renewPage({ link, caller, form });
      if (wait.what === "confirmation") return confirmPage({ link, caller, form, proven });
      return consentPage({ link, caller, form, appId: ports.settings.appId });
    },
    answered({ link, caller, wait }) {
      const { directory } = link;
      if (!wait.decision || !directory) return undefined;
      const signOutUrl = ports.signIn.signOutUrl(directory.tenantId);
      if (wait.decision.type === "ownSubscription")
        return notNeededPage({ link, caller, signOutUrl });
      if (isFinished(link.status)) return undefined;
      if (wait.decision.type === "renewed" || wait.decision.type === "confirmed")
        return thanksPage({ link, caller, signOutUrl });
      if (wait.decision.type !== "approved" || !ahead.includes(link.status)) return undefined;
      const { consent: given } = wait.decision;
      // Until the answer is taken up, the row still holds what was asked for.
      const request = given ? asAgreed(link.request, given.agreed) : link.request;
      return agreedPage({ link: { ...link, request }, caller, signOutUrl });
    },
    renews({ link, wait: { decision } }) {
      const since = Date.parse(ports.now()) - Date.parse(decision?.at ?? "");
      return decision?.type === "approved" && looking.includes(link.status) && since < renewsForMs;
    },
  });
