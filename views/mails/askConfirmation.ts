import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { foundAccount } from "../foundAccount";
import { html } from "../html";
import { lasting, roleFact } from "../lasting";
import { heading, lines, mailButton, mailFrame, paragraph } from "../mailFrame";
import { notLinked } from "../notLinked";
import { readableTime } from "../readableTime";
import {
  directoryInMail,
  directoryInSubject,
  hostOf,
  mailedUrl,
  ticketInMail,
  type MailValues,
} from "./mailValues";

/** To the administrator: the address is in the directory already; is it the account that is meant? */
export function askConfirmation(
  mail: "askConfirmation" | "remindConfirmation",
  values: MailValues,
): Mail | undefined {
  const { link, caller, wait, publicUrl } = values;
  const url = mailedUrl(values, "/consent");
  if (!url) return undefined;
  const subject = `Please confirm an account of ${directoryInSubject(link)}`;
  const body = html`${paragraph("You agreed that an outside account may manage ", html`<strong>${directoryInMail(link)}</strong>`, ". An account with this address is in your directory already. It gets nothing until you confirm that it is the one you mean.")}
  ${lines([
    ["Who asked for it", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Address", link.request.account.email],
    ...foundAccount(link).map(([name, value]): [string, string] => [name, notLinked(value)]),
    ["Role it would get", roleFact(link)],
    ["How long", lasting(link)],
    ["Your answer until", wait && readableTime(wait.deadline)],
  ])}
  ${mailButton(url, `Look at it on ${hostOf(publicUrl)}`)}
  ${paragraph("If the page on which you agreed is still open in your browser, you can answer there. Else you sign in once more to confirm. Without an answer the request ends by itself.")}
  ${heading("If you did not expect this")}
  ${paragraph("Do not open the link. Ask ", askerName(caller), " in a way you already know, not by a number or address from this mail.")}`;
  return {
    to: link.administrator.email,
    subject: mail === "remindConfirmation" ? `Reminder: ${subject}` : subject,
    html: mailFrame({ title: "Is this the account you mean?", body }),
  };
}
