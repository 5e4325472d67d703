import { forwardDomains } from "../../domain/forwarding";
import { html, type Part } from "../html";
import { readableTime } from "../readableTime";
import { whoAsked, type Refused, type RefusalWords } from "./refusal";

const nothingDone = "No answer of yours was recorded.";

const latest = ({ link }: Refused): Part =>
  link?.request.accessUntil &&
  html` The date that was asked for is ${readableTime(link.request.accessUntil)}.`;

/** Refusals of what was chosen, or of the moment at which it was. */
export const choiceRefusals = {
  choice_refused: (refused: Refused): RefusalWords => ({
    title: "Your choice is not clear, or it is not possible",
    happened: html`One of these: a field came twice, or your reason is longer than 200 characters;
    you chose “only these” and no role; you ticked roles without choosing “only these”; or the end
    date is no date, is over, comes before everybody had their time to answer, or is later than the
    one that was asked for.${latest(refused)}`,
    unchanged: nothingDone,
    next: html`Begin again from the page and choose once more, or decline the request. You can only
    agree to less than was asked for, never to more.`,
  }),
  forward_refused: (refused: Refused): RefusalWords => ({
    title: "We cannot ask this colleague",
    happened: html`The address is none we can write to, is your own, or is not at
    ${refused.link ? forwardDomains(refused.link).join(", ") : "a domain of your organisation"}. A
    request can be passed on twice at most.`,
    unchanged: nothingDone,
    next: html`Correct the address, or ask ${whoAsked(refused)} to name another administrator.`,
  }),
  plan_changed: (refused: Refused): RefusalWords => ({
    title: "The plan is not the one you saw",
    happened: html`What would be done in the directory has changed since you opened the page. You
    agree to what you saw and to nothing else, so this answer does not count.`,
    unchanged: nothingDone,
    next: html`Open the mailed link again and read the page as it is now. If you did not expect a
    change, ask ${whoAsked(refused)}.`,
  }),
  not_endable: (refused: Refused): RefusalWords => ({
    title: "There is nothing to end here",
    happened: html`The access was ended already, is just being ended, or was not given yet.`,
    unchanged: "The access is as it was.",
    next: html`Open the link again in some minutes to see how it stands. To stop a request that is
    not finished yet, decline it with the mail that asks you, or tell ${whoAsked(refused)}.`,
  }),
};
