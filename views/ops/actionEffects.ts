import type { Action } from "../../domain/actions";
import type { Link } from "../../domain/link";
import { directoryName } from "../aboutLink";
import { shortTime } from "./times";

/** What an action does, in words for whoever is about to do it. */
export interface Effects {
  readonly happens: string;
  /** Whom a mail goes to. */
  readonly mails: string;
  readonly forGood: string;
}

const noMail = "Nobody gets a mail.";

/** Who is asked by the open question. */
function asked({ wait, request, administrator }: Link): string {
  if (wait?.what === "signIn") return request.account.email;
  return wait?.what === "writeback"
    ? `${administrator.email} and ${request.account.email}`
    : administrator.email;
}

const deadline = ({ wait }: Link): string => (wait ? `It is now ${shortTime(wait.deadline)}.` : "");

const effects: Readonly<Record<Action, (link: Link) => Effects>> = {
  retry: (link) => ({
    happens: `The step that failed${link.parked ? ` (${link.parked.step})` : ""} is taken once more, and the case goes on from there. What is there already is not done twice.`,
    mails: "Only those of the steps that follow.",
    forGood: "Nothing is lost: if it fails again, the case is parked again.",
  }),
  resend: (link) => ({
    happens:
      "The mail that asks the open question goes out again, with a new link. The deadline stays as it is.",
    mails: `To ${asked(link)}.`,
    forGood: "The links that were mailed for this question before stop working.",
  }),
  extend: (link) => ({
    happens: `The deadline of the open question moves by the days that you give. ${deadline(link)}`,
    mails: `${noMail} Reminders go out before the new deadline.`,
    forGood: "The deadline cannot be moved back; the case can be cancelled instead.",
  }),
  administrator: (link) => ({
    happens: `Somebody else is asked instead of ${link.administrator.email}. The link that was mailed to ${link.administrator.email} stops working.`,
    mails: "To the address that you give, with a link of its own.",
    forGood: "A mail that was sent cannot be called back: look at the address twice.",
  }),
  cancel: (link) => ({
    happens: `The request ends. What was done in ${directoryName(link)} so far is taken back, in reverse, as far as the administrator’s session allows.`,
    mails: `To ${link.administrator.email} where they had agreed, and to ${link.request.account.email} where it had been asked.`,
    forGood:
      "A cancelled request cannot be taken up again. A guest without a role may stay until an administrator removes it.",
  }),
  end: (link) => ({
    happens: `An administrator of ${directoryName(link)} is asked to sign in; then the roles that this link gave, the account’s sessions and the guest it made are removed. Until then the access stays.`,
    mails: `To ${link.administrator.email}, with reminders after 1, 3, 7 and 14 days.`,
    forGood: "The end that has begun cannot be called off, and the access is not given back.",
  }),
  erase: () => ({
    happens:
      "Every name and address is stripped from the link, its events and its evidence. Ids, times and hashes stay.",
    mails: noMail,
    forGood: "It cannot be brought back by anybody.",
  }),
};

export const effectsOf = (action: Action, link: Link): Effects => effects[action](link);
