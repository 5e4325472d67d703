import { html } from "../html";
import { directoryMeant, nothingGiven, whoAsked, type Refused, type RefusalWords } from "./refusal";

/** Refusals by Microsoft itself: rules of the directory, of the person's network, or of the app. */
export const microsoftRefusals = {
  device_or_policy_blocks: (refused: Refused): RefusalWords => ({
    title: "A security policy blocks this sign-in",
    happened: html`Microsoft did not let you in, because a rule of ${directoryMeant(refused)} or of
    your own organisation (Conditional Access) asks for something else: a managed device, another
    network, or a second way to prove that it is you.`,
    unchanged: nothingGiven(refused),
    next: html`Begin again from a device and a place that you usually work from. If that does not
    help, ask those who keep the sign-in rules of ${directoryMeant(refused)}; the sign-in log there
    names the rule. We cannot go around it.`,
  }),
  consent_not_visible_yet: (refused: Refused): RefusalWords => ({
    title: "Your directory is still copying the consent",
    happened: html`The consent to this service was given, and Microsoft does not show it everywhere
    in ${directoryMeant(refused)} yet. In the first minutes that is usual.`,
    unchanged: nothingGiven(refused),
    next: html`Wait a minute, then begin again. If it is the same after a quarter of an hour, an
    administrator can look in the Entra admin centre under Enterprise applications whether this app
    is still there; then tell ${whoAsked(refused)}.`,
  }),
  session_lapsed: (refused: Refused): RefusalWords => ({
    title: "Microsoft wants one more step of your sign-in",
    happened: html`Microsoft did not take the sign-in as complete: it asks for a second way to prove
    that it is you, for terms to accept, or for signing in anew.`,
    unchanged: nothingGiven(refused),
    next: html`Begin again and go through every page that Microsoft shows.`,
  }),
  tenant_restrictions: (refused: Refused): RefusalWords => ({
    title: "Your network does not let you into this directory",
    happened: html`The network that you use allows sign-ins to chosen directories only, and
    ${directoryMeant(refused)} is none of them (“tenant restrictions”).`,
    unchanged: nothingGiven(refused),
    next: html`Begin again from another network, or ask those who run yours to allow the
    directory${
      refused.link?.directory &&
      html` with the tenant id <code>${refused.link.directory.tenantId}</code>`
    }.`,
  }),
  app_not_usable_there: (refused: Refused): RefusalWords => ({
    title: "This service is not usable in that directory",
    happened: html`Microsoft refused our app in ${directoryMeant(refused)}: the app is disabled or
    not allowed there, or a Microsoft service that it needs is not there.`,
    unchanged: nothingGiven(refused),
    next: html`An administrator of ${directoryMeant(refused)} can look in the Entra admin centre
    under Enterprise applications whether this app is there and enabled for sign-in. If it should
    be, begin again; if not, tell ${whoAsked(refused)}.`,
  }),
};
