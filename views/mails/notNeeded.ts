import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { html } from "../html";
import { enterpriseApplication } from "../leftovers";
import { heading, lines, mailFrame, paragraph } from "../mailFrame";
import { ownSubscriptions } from "../ownSubscriptions";
import { directoryInMail, directoryInSubject, type MailValues, ticketInMail } from "./mailValues";
import { writebackWords } from "./writebackWords";

/** To the administrator who manages it themselves: nothing was given, and what the checks read. */
export function notNeeded(values: MailValues): Mail {
  const { link, caller } = values;
  const body = html`${paragraph("You said that you manage ", html`<strong>${directoryInMail(link)}</strong>`, " yourselves. Nobody was invited and nobody got a role; the request has ended.")}
  ${lines([
    ["Asked by", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Account that was not invited", link.request.account.email],
    ["Azure subscriptions", ownSubscriptions(link)],
  ])}
  ${writebackWords(values, "administrator")}
  ${heading("What was granted at Microsoft, and how to remove it")}
  ${paragraph(enterpriseApplication(link))}
  ${paragraph("Nothing stays on our side: your session here is deleted now.")}
  ${heading("If you did not expect this")}
  ${paragraph("Somebody signed in as an administrator of your directory and said so. Look in its sign-in log, and ask ", askerName(caller), " in a way you already know.")}`;
  return {
    to: link.administrator.email,
    subject: `No outside account for ${directoryInSubject(link)}`,
    html: mailFrame({ title: "You manage it yourselves", body }),
  };
}
