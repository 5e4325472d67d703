import { accountPage, enterpriseApplications } from "../../domain/deepLinks";
import type { Link } from "../../domain/link";
import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { undoneItem } from "../leftovers";
import { html, type Html, type Part } from "../html";
import { heading, lines, list, mailButton, mailFrame, mailLink, paragraph } from "../mailFrame";
import { howItEnded, keepsRole, wasAgreed, wasAsked } from "./howItEnded";
import {
  directoryInMail,
  directoryInSubject,
  endUrl,
  hostOf,
  type MailValues,
  ticketInMail,
} from "./mailValues";

/** The answer to our invitation was lost: the guest may be there without our knowing its id. */
const perhapsInvited = (link: Link): Part =>
  link.account.inviteIntentAt !== null &&
  link.account.objectId === null &&
  html`An invitation of ${link.request.account.email} was begun and we did not see its end.
  ${mailLink(accountPage(link), "Look for it under Users")}.`;

const grant = (link: Link): Part =>
  wasAgreed(link) &&
  html`The enterprise application of this service with the permissions that were granted: still
  there. ${mailLink(enterpriseApplications(link), "Open Enterprise applications to remove it")}.`;

function whatIsLeft(link: Link): Html {
  const items = [...link.undone.map(undoneItem), perhapsInvited(link), grant(link)];
  const shown = items.filter((item) => item);
  if (shown.length > 0)
    return html`${list(shown)}
    ${paragraph("Your session here is deleted as the request ends. After that this service has no access to your directory.")}`;
  return paragraph(
    "No account was invited and no role was given. If you accepted a page of Microsoft’s, remove the app under ",
    mailLink(enterpriseApplications(link), "Enterprise applications in the Entra admin centre"),
    ".",
  );
}

const standing = (link: Link): string =>
  keepsRole(link)
    ? "We could not take back everything: the outside account still has a role. Please remove it, see below."
    : "The outside account has no role from us in your directory.";

/** A sign-in of theirs can still remove what the request's own permissions did not reach. */
function removal(values: MailValues): Part {
  const url = endUrl(values, "administrator");
  return (
    url &&
    values.link.undone.some(({ result }) => result === "left") &&
    html`${mailButton(url, "Sign in and remove what is left")}
    ${paragraph(`The button leads to ${hostOf(values.publicUrl)}, which lists what will be removed and then leads to Microsoft’s sign-in. The link alone removes nothing.`)}`
  );
}

/** To the administrator: how it ended and what was taken back. Undefined when they were never asked. */
export function stoppedAdministrator(values: MailValues): Mail | undefined {
  const { link, caller } = values;
  if (!wasAsked(link, "consent")) return undefined;
  const body = html`${paragraph(howItEnded(link), " ", standing(link))}
  ${lines([
    ["Asked by", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Outside account", link.request.account.email],
  ])}
  ${heading("What was done in your directory")} ${whatIsLeft(link)} ${removal(values)}
  ${heading("If you did not expect this")}
  ${paragraph("Links in our earlier mails no longer work. If something is unclear, ask ", askerName(caller), " in a way you already know.")}`;
  return {
    to: link.administrator.email,
    subject: `Ended: the request for ${directoryInSubject(link)}`,
    html: mailFrame({ title: `The request for ${directoryInMail(link)} has ended`, body }),
  };
}
