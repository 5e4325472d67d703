import { adminCentre, ownEligibleRoles } from "../../domain/deepLinks";
import type { Link } from "../../domain/link";
import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { html, type Html, type Part } from "../html";
import { isEligible, lasting } from "../lasting";
import { heading, lines, list, mailFrame, mailLink, paragraph } from "../mailFrame";
import {
  directoryInMail,
  directoryInSubject,
  endUrl,
  hostOf,
  type MailValues,
  ticketInMail,
} from "./mailValues";
import { rolesInMail } from "./rolesInMail";
import { writebackWords } from "./writebackWords";

function howToBegin(link: Link): Html {
  const portal = adminCentre(link);
  const activate = html`You do not hold the role all the time. When you need it, activate it for
  some hours:
  ${mailLink(ownEligibleRoles(link), "open your roles in Privileged Identity Management")} of this
  directory and choose Activate.`;
  return list(
    [
      isEligible(link) && activate,
      `Sign out of Microsoft and in again once${isEligible(link) ? " after that" : ""}. The role acts from then on; it can take up to 15 minutes.`,
      html`Open the directory with this address: ${mailLink(portal, portal)}. The plain address of
      the admin centre would lead to your own directory.`,
      "Microsoft asks for a second way to prove that it is you.",
    ].filter((item) => item),
  );
}

function givingBack(values: MailValues): Part {
  const url = endUrl(values, "account");
  return (
    url &&
    html`${heading("When you no longer need it")}
    ${paragraph(mailLink(url, `Give this access back on ${hostOf(values.publicUrl)}`), ". An administrator of the directory then gets a mail and takes it back. Keep this mail, and do not pass it on.")}`
  );
}

/** To the account holder: the role is there, and how to begin. */
export function linkedAccount(values: MailValues): Mail {
  const { link, caller } = values;
  const manages = isEligible(link) ? "Your account may now manage" : "Your account now manages";
  const body = html`${paragraph(manages, " the directory ", html`<strong>${directoryInMail(link)}</strong>`, ".")}
  ${lines([
    ["Who asked for it", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Your account", link.request.account.email],
    ["Role", rolesInMail(link)],
    ["How long", lasting(link)],
  ])}
  ${heading("How to begin")} ${howToBegin(link)} ${writebackWords(values, "account")}
  ${givingBack(values)} ${heading("If you did not expect this")}
  ${paragraph("Do nothing in that directory and tell ", askerName(caller), " in a way you already know.")}`;
  return {
    to: link.request.account.email,
    subject: `You now manage the directory ${directoryInSubject(link)}`,
    html: mailFrame({ title: `You now manage ${directoryInMail(link)}`, body }),
  };
}
