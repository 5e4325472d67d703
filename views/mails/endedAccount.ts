import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { html } from "../html";
import { lines, mailFrame, paragraph } from "../mailFrame";
import { whyEnds } from "../whyEnds";
import { keepsRole, wasAsked } from "./howItEnded";
import { directoryInMail, directoryInSubject, type MailValues, ticketInMail } from "./mailValues";

/** To the account holder: the access is gone. Undefined when they were never asked. */
export function endedAccount({ link, caller }: MailValues): Mail | undefined {
  if (!wasAsked(link, "signIn")) return undefined;
  const standing = keepsRole(link)
    ? "A role of your account could not be taken back; the administrator was asked to remove it."
    : "Your account has no role from us in this directory any more.";
  const body = html`${paragraph("The access of your account to ", html`<strong>${directoryInMail(link)}</strong>`, " has ended. ", whyEnds(link, caller), " ", standing)}
  ${lines([
    ["Who asked for the access", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Your account", link.request.account.email],
  ])}
  ${paragraph("You need not do anything. Links in our earlier mails no longer work. If it is still needed, ask ", askerName(caller), " in a way you already know.")}`;
  return {
    to: link.request.account.email,
    subject: `Ended: managing the directory ${directoryInSubject(link)}`,
    html: mailFrame({ title: `Your access to ${directoryInMail(link)} has ended`, body }),
  };
}
