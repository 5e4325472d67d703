import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerWithDomain } from "../asker";
import { html, type Html, type Part } from "../html";
import { isEligible, lasting } from "../lasting";
import { heading, lines, mailFrame, mailLink, paragraph } from "../mailFrame";
import { readableTime } from "../readableTime";
import {
  directoryInMail,
  directoryInSubject,
  endUrl,
  hostOf,
  openWriteback,
  type MailValues,
  ticketInMail,
} from "./mailValues";
import { rolesInMail } from "./rolesInMail";
import { whatStays } from "./whatStays";
import { writebackWords } from "./writebackWords";

/** The administrator's own session with us: kept while write-back waits, else deleted now. */
function session({ link }: MailValues): Html {
  const wait = openWriteback(link);
  if (!wait)
    return paragraph(
      "Nothing stays on our side: your session here is deleted when this request ends, which is now.",
    );
  return paragraph(
    `On our side your session stays until password write-back is answered, until ${readableTime(wait.deadline)} at most. It is sealed (encrypted), we use it to look once more, and then it is deleted.`,
  );
}

function ending(values: MailValues): Part {
  const url = endUrl(values, "administrator");
  return (
    url &&
    html`${heading("When it is no longer needed")}
    ${paragraph(mailLink(url, `End this access on ${hostOf(values.publicUrl)}`), ". You sign in at Microsoft there, and what was given is taken back; the link alone ends nothing. Keep this mail: the link works for as long as there is something to end.")}`
  );
}

/** To the administrator: what is now true, what stays, and where each of it is removed. */
export function linkedAdministrator(values: MailValues): Mail {
  const { link, caller } = values;
  const { email } = link.request.account;
  const manages = isEligible(link)
    ? " may now manage (it activates its role when it needs it) "
    : " now manages ";
  const body = html`${paragraph("What you agreed to is done: ", html`<strong>${email}</strong>`, manages, html`<strong>${directoryInMail(link)}</strong>`, ". Its holder signed in with this account before it got anything.")}
  ${lines([
    ["Asked by", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Outside account", email],
    ["Role", rolesInMail(link)],
    ["How long", lasting(link)],
  ])}
  ${writebackWords(values, "administrator")} ${ending(values)}
  ${heading("What stays, and how to remove it")} ${whatStays(link)} ${session(values)}
  ${heading("If you did not expect this")}
  ${paragraph("Remove the role first, then the account, with the links above. Then look in the audit log of your directory for who agreed.")}`;
  return {
    to: link.administrator.email,
    subject: `Done: an outside account manages ${directoryInSubject(link)}`,
    html: mailFrame({ title: `An outside account now manages ${directoryInMail(link)}`, body }),
  };
}
