import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { html } from "../html";
import { lines, mailFrame, paragraph } from "../mailFrame";
import { howItEnded, keepsRole, wasAsked } from "./howItEnded";
import { directoryInMail, directoryInSubject, type MailValues, ticketInMail } from "./mailValues";

/** To the account holder: it ended. Undefined when they were never asked. */
export function stoppedAccount({ link, caller }: MailValues): Mail | undefined {
  if (!wasAsked(link, "signIn")) return undefined;
  const standing = keepsRole(link)
    ? "A role of your account could not be taken back; the administrator was asked to remove it."
    : "Your account has no role from us in this directory.";
  const body = html`${paragraph(howItEnded(link), " ", standing)}
  ${lines([
    ["Who asked for it", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Your account", link.request.account.email],
  ])}
  ${paragraph("You get this mail because we asked you to sign in for this request. You need not do anything. Links in our earlier mails no longer work. If it is still wanted, ask ", askerName(caller), ".")}`;
  return {
    to: link.request.account.email,
    subject: `Ended: managing the directory ${directoryInSubject(link)}`,
    html: mailFrame({ title: `The request for ${directoryInMail(link)} has ended`, body }),
  };
}
