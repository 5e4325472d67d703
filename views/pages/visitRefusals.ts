import { html } from "../html";
import { timeElement } from "../readableTime";
import { whoAsked, type Refused, type RefusalWords } from "./refusal";

const nothingDone = "No answer of yours was recorded.";

/** Refusals of a visit: the link, the form or the browser is not the one we know. */
export const visitRefusals = {
  link_expired: (refused: Refused): RefusalWords => ({
    title: "This link is no longer valid",
    happened: html`The time to answer is
    over${refused.link?.wait && html`; it ended on ${timeElement(refused.link.wait.deadline)}`}.`,
    unchanged: nothingDone,
    next: html`If it is still wanted, ask
    ${whoAsked(refused)}${refused.link?.outcome !== "completed" && " to send the request again"}.`,
  }),
  link_passed_on: (refused: Refused): RefusalWords => ({
    title: "This request was passed on",
    happened: html`Somebody else is asked now, and has a mail of their own. The link in your mail
    decides nothing any more.`,
    unchanged: nothingDone,
    next: html`You need not do anything. If you did not pass it on yourself and did not expect it,
    tell ${whoAsked(refused)}.`,
  }),
  link_replaced: (refused: Refused): RefusalWords => ({
    title: "There is a newer mail",
    happened: html`A newer mail took the place of the one you opened.`,
    unchanged: nothingDone,
    next: html`Open the link in the newest mail that we sent you. If you find none, look among the
    unwanted mails, or ask ${whoAsked(refused)}.`,
  }),
  not_found: (): RefusalWords => ({
    title: "We cannot read this link",
    happened: html`The address is incomplete, or it is not one of ours. Mail programs sometimes cut
    long links in two.`,
    unchanged: nothingDone,
    next: html`Open the link in the mail itself again. If that does not help, ask the people who
    asked you to send a new one.`,
  }),
  already_decided: (refused: Refused): RefusalWords => ({
    title: "This question has been answered",
    happened: html`There is an answer already, perhaps your own from another tab, or the request was
    cancelled. The first answer counts.`,
    unchanged: "This second answer was not recorded.",
    next: html`If the first answer was not yours, or was not what you want, tell
    ${whoAsked(refused)}.`,
  }),
  callback_refused: (): RefusalWords => ({
    title: "We could not finish your sign-in",
    happened: html`The answer that came from Microsoft does not fit a sign-in that was begun here,
    or it was used already. That happens when a page is reloaded or opened twice.`,
    unchanged: nothingDone,
    next: html`Begin again from the mailed link, in one go and in one window.`,
  }),
  browser_mismatch: (): RefusalWords => ({
    title: "You began in another browser",
    happened: html`This sign-in was begun in another browser or window, or this browser did not keep
    our cookie. To protect you, an answer counts only in the browser in which it was begun.`,
    unchanged: nothingDone,
    next: html`Open the mailed link again and stay in that browser. If it blocks all cookies, allow
    them for this site.`,
  }),
  form_expired: (): RefusalWords => ({
    title: "This page cannot be used any more",
    happened: html`It stayed open for too long, it showed an older question, or what was sent did
    not come from our page as it is.`,
    unchanged: nothingDone,
    next: html`Open the mailed link again, and answer or sign in from there.`,
  }),
  try_again_later: (): RefusalWords => ({
    title: "Please try again in some minutes",
    happened: html`Our storage or Microsoft did not answer in time. It is not your fault.`,
    unchanged: "As far as we can see, no answer of yours was recorded.",
    next: html`Wait some minutes, then open the mailed link again. It stays valid until the time
    given in the mail.`,
  }),
  paused: (refused: Refused): RefusalWords => ({
    title: "This service is paused",
    happened: html`The people who run this service have paused it for now, so nothing can be begun
    that would change a directory.`,
    unchanged: nothingDone,
    next: html`Open the mailed link again later; the request waits for you until the time given in
    the mail. Declining it, or passing it on, is possible also now. If it takes long, ask
    ${whoAsked(refused)}.`,
  }),
};
