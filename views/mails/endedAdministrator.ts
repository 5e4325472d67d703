import type { Link } from "../../domain/link";
import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { elevatedAccess } from "../elevatedAccess";
import { html, type Html } from "../html";
import { enterpriseApplication, undoneItem } from "../leftovers";
import { heading, lines, list, mailFrame, paragraph } from "../mailFrame";
import { whyEnds } from "../whyEnds";
import { directoryInMail, directoryInSubject, type MailValues, ticketInMail } from "./mailValues";

const hasLeft = ({ undone }: Link): boolean => undone.some(({ result }) => result === "left");

const report = (link: Link): Html =>
  link.undone.length > 0
    ? list(link.undone.map(undoneItem))
    : paragraph("There was nothing left to take back.");

const stays = (link: Link): Html =>
  list([enterpriseApplication(link), elevatedAccess(link)].filter((item) => item));

/** To the administrator: what was taken back, and what only they can remove. */
export function endedAdministrator({ link, caller }: MailValues): Mail {
  const { email } = link.request.account;
  const standing = hasLeft(link)
    ? "Not everything could be taken back: please remove what is left, see below."
    : "What was given is taken back.";
  const body = html`${paragraph("The access of ", html`<strong>${email}</strong>`, " to ", html`<strong>${directoryInMail(link)}</strong>`, " has ended. ", standing)}
  ${lines([
    ["Why", whyEnds(link, caller)],
    ["Asked by", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Outside account", email],
  ])}
  ${heading("What was done in your directory")} ${report(link)}
  ${heading("What stays, and how to remove it")} ${stays(link)}
  ${paragraph("Nothing stays on our side: the session that this was done with is deleted now, and links in our earlier mails end nothing any more. A session that the account had open can last up to an hour.")}
  ${heading("If you did not expect this")}
  ${paragraph("Look in the audit log of your directory for who signed in for it, and ask ", askerName(caller), " in a way you already know.")}`;
  return {
    to: link.administrator.email,
    subject: `Ended: an outside account's access to ${directoryInSubject(link)}`,
    html: mailFrame({ title: "The access of an outside account has ended", body }),
  };
}
