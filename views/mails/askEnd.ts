import type { Link } from "../../domain/link";
import { endSteps } from "../../domain/plan";
import type { Mail } from "../../domain/ports";
import { mayEndAccess } from "../../domain/roles";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { html, type Html } from "../html";
import { heading, lines, list, mailButton, mailFrame, paragraph } from "../mailFrame";
import { wasGiven } from "../wasGiven";
import { whyEnds } from "../whyEnds";
import {
  directoryInMail,
  directoryInSubject,
  hostOf,
  mailedUrl,
  type MailValues,
  ticketInMail,
} from "./mailValues";

function lead(link: Link): Html {
  const account = html`<strong>${link.request.account.email}</strong>`;
  const directory = html`<strong>${directoryInMail(link)}</strong>`;
  return wasGiven(link)
    ? html`The access of ${account} to ${directory} is to end.`
    : html`What the request for ${account} left in ${directory} is to be removed.`;
}

const roles = mayEndAccess.map((role) => role.name).join(" or ");

/** To the administrator: sign in, so that the access can be taken back. Undefined once that is answered. */
export function askEnd(mail: "askEnd" | "remindEnd", values: MailValues): Mail | undefined {
  const { link, caller, publicUrl } = values;
  const url = mailedUrl(values, "/end");
  if (!url) return undefined;
  const subject = `Please end an outside account's access to ${directoryInSubject(link)}`;
  const body = html`${paragraph(lead(link), " ", whyEnds(link, caller), mail === "remindEnd" && " Nobody has signed in for it yet, so nothing was taken back.")}
  ${lines([
    ["Who asked for the access", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Outside account", link.request.account.email],
  ])}
  ${heading("What will be done once you have signed in")}
  ${list(endSteps(link).map((step) => step.words))}
  ${paragraph(`It takes a sign-in of somebody who is ${roles}: this service has no rights of its own in your directory. If you use Privileged Identity Management, activate your role first.`)}
  ${mailButton(url, `Sign in and end it on ${hostOf(publicUrl)}`)}
  ${paragraph("Until then the account keeps what it has. You can also take it away yourself in the Entra admin centre.")}
  ${heading("If you did not expect this")}
  ${paragraph("Do not open the link. Ask ", askerName(caller), " in a way you already know, not by a number or address from this mail.")}`;
  return {
    to: link.administrator.email,
    subject: mail === "remindEnd" ? `Reminder: ${subject}` : subject,
    html: mailFrame({ title: "The access of an outside account is to end", body }),
  };
}
