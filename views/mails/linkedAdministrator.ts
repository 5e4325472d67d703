import { globalAdministrator, roleNameOf } from "../../domain/roles";
import { isHeld, type Link } from "../../domain/link";
import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerWithDomain } from "../asker";
import { accountPage, accountRoles, enterpriseApplications } from "../deepLinks";
import { html, type Html, type Part } from "../html";
import { heading, lines, list, mailFrame, mailLink, paragraph } from "../mailFrame";
import { directoryInMail, directoryInSubject, type MailValues, ticketInMail } from "./mailValues";
import { writebackWords } from "./writebackWords";

const assigned = (link: Link): string[] =>
  link.roles.filter((role) => isHeld(role.state)).map((role) => roleNameOf(role.templateId));

const azureToo = (link: Link): Part =>
  link.request.access.includes(globalAdministrator.templateId) &&
  "If you ever remove Global Administrator: look in Azure too. Access to Azure that the account gave itself with “elevated access” stays until it is removed there (Microsoft Entra ID, Properties, Manage elevated access users).";

/** One that was there before this request may be needed for something else. */
const account = (link: Link): Html =>
  link.account.found
    ? html`The account ${link.request.account.email}, which was in your directory before.
      ${mailLink(accountPage(link), "Open it in the Entra admin centre")}.`
    : html`The guest account ${link.request.account.email}.
      ${mailLink(accountPage(link), "Open it in the Entra admin centre")}; delete it there when it
      is no longer needed.`;

const stays = (link: Link): Html =>
  list(
    [
      account(link),
      html`Its role. It has no end date. ${mailLink(accountRoles(link), "Open its assigned roles")}
      to remove it.`,
      html`The enterprise application of this service with the permissions that were granted.
      ${mailLink(enterpriseApplications(link), "Open Enterprise applications")}, choose it, then
      Properties and Delete. That removes all of its permissions.`,
      azureToo(link),
    ].filter((item) => item),
  );

/** To the administrator: what is now true, what stays, and where each of it is removed. */
export function linkedAdministrator({ link, caller }: MailValues): Mail {
  const { email } = link.request.account;
  const body = html`${paragraph("What you agreed to is done: ", html`<strong>${email}</strong>`, " now manages ", html`<strong>${directoryInMail(link)}</strong>`, ". Its holder signed in with this account before it got the role.")}
  ${lines([
    ["Asked by", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Outside account", email],
    ["Role", assigned(link).join(", ") || "none was given by us"],
  ])}
  ${heading("What stays, and how to remove it")} ${stays(link)}
  ${paragraph("Nothing stays on our side: your session here is deleted when this request ends, which is now.")}
  ${writebackWords(link)} ${heading("If you did not expect this")}
  ${paragraph("Remove the role first, then the account, with the links above. Then look in the audit log of your directory for who agreed.")}`;
  return {
    to: link.administrator.email,
    subject: `Done: an outside account manages ${directoryInSubject(link)}`,
    html: mailFrame({ title: `An outside account now manages ${directoryInMail(link)}`, body }),
  };
}
