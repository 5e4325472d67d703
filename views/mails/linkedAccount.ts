import { isHeld } from "../../domain/link";
import { roleNameOf } from "../../domain/roles";
import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { adminCentre } from "../deepLinks";
import { html } from "../html";
import { heading, lines, list, mailFrame, mailLink, paragraph } from "../mailFrame";
import { directoryInMail, directoryInSubject, type MailValues, ticketInMail } from "./mailValues";
import { writebackWords } from "./writebackWords";

/** To the account holder: the role is there, and how to begin. */
export function linkedAccount({ link, caller }: MailValues): Mail {
  const portal = adminCentre(link);
  const given = link.roles.filter((role) => isHeld(role.state));
  const body = html`${paragraph("Your account now manages the directory ", html`<strong>${directoryInMail(link)}</strong>`, ".")}
  ${lines([
    ["Who asked for it", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Your account", link.request.account.email],
    ["Role", given.map((role) => roleNameOf(role.templateId)).join(", ") || "none was given by us"],
  ])}
  ${heading("How to begin")}
  ${list([
    "Sign out of Microsoft and in again once. The role acts from then on; it can take up to 15 minutes.",
    html`Open the directory with this address: ${mailLink(portal, portal)}. The plain address of the
    admin centre would lead to your own directory.`,
    "Microsoft asks for a second way to prove that it is you.",
  ])}
  ${writebackWords(link)} ${heading("If you did not expect this")}
  ${paragraph("Do nothing in that directory and tell ", askerName(caller), " in a way you already know.")}`;
  return {
    to: link.request.account.email,
    subject: `You now manage the directory ${directoryInSubject(link)}`,
    html: mailFrame({ title: `You now manage ${directoryInMail(link)}`, body }),
  };
}
