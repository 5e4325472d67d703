import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { html } from "../html";
import { lasting, roleFact } from "../lasting";
import { heading, lines, mailButton, mailFrame, paragraph } from "../mailFrame";
import { readableTime } from "../readableTime";
import { whyAgain } from "../whyAgain";
import {
  directoryInMail,
  directoryInSubject,
  hostOf,
  mailedUrl,
  type MailValues,
  ticketInMail,
} from "./mailValues";

/** To the administrator: sign in once more, so that what was agreed can go on. Undefined once answered. */
export function askAdministrator(
  mail: "askAdministrator" | "remindAdministrator",
  values: MailValues,
): Mail | undefined {
  const { link, caller, wait, publicUrl } = values;
  const url = mailedUrl(values, "/consent");
  if (!url) return undefined;
  const subject = `Please sign in once more: an outside account for ${directoryInSubject(link)}`;
  const body = html`${paragraph("An administrator of ", html`<strong>${directoryInMail(link)}</strong>`, " agreed that an outside account may manage this directory. The work stopped half way: ", whyAgain(link))}
  ${lines([
    ["Who asked for it", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Outside account", link.request.account.email],
    ["Role", roleFact(link)],
    ["How long", lasting(link)],
    ["Your answer until", wait && readableTime(wait.deadline)],
  ])}
  ${paragraph("If you use Privileged Identity Management, activate your role first. Then sign in; the work goes on where it was, with what was agreed and nothing more.")}
  ${mailButton(url, `Sign in again on ${hostOf(publicUrl)}`)}
  ${paragraph("You can also stop it there. Without an answer it ends by itself, and what was done is taken back as far as possible.")}
  ${heading("If you did not expect this")}
  ${paragraph("Do not open the link. Ask ", askerName(caller), " in a way you already know, not by a number or address from this mail.")}`;
  return {
    to: link.administrator.email,
    subject: mail === "remindAdministrator" ? `Reminder: ${subject}` : subject,
    html: mailFrame({ title: "Please sign in once more", body }),
  };
}
