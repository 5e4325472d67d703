import type { Link } from "../../domain/link";
import type { Mail } from "../../domain/ports";
import { accountKind, directoryDomain, isHighest, rolesAsked } from "../aboutLink";
import { askerName, askerWithDomain, quoted } from "../asker";
import { heading, lines, list, mailButton, mailFrame, paragraph } from "../mailFrame";
import { html, type Html } from "../html";
import { eligibleWords, isEligible, lasting } from "../lasting";
import { notLinked } from "../notLinked";
import { readableTime } from "../readableTime";
import {
  directoryInMail,
  directoryInSubject,
  hostOf,
  mailedUrl,
  type MailValues,
  ticketInMail,
} from "./mailValues";

const request = ({ link, caller, wait }: MailValues): Html =>
  lines([
    ["Who asks", askerWithDomain(caller)],
    ["Why, in their words", notLinked(quoted(link.request.reason))],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Outside account", `${link.request.account.email}, ${accountKind(link)}`],
    [
      "Role",
      rolesAsked(link)
        .map(({ name, means }) => `${name} (${means})`)
        .join("; "),
    ],
    ["How it is used", isEligible(link) && eligibleWords],
    ["How long", lasting(link)],
    ["Your answer until", wait && readableTime(wait.deadline)],
  ]);

const lead: Readonly<Record<"askConsent" | "remindConsent", string>> = {
  askConsent: "asks you to let an outside account manage your directory.",
  remindConsent:
    "asked you to let an outside account manage your directory. Nobody has answered yet.",
};

/** Who named this administrator: the one asked before, or the caller. */
const namedBy = (link: Link): string | undefined =>
  link.pastWaits.findLast((wait) => wait.decision?.to)?.decision?.by;

/** To the administrator: the question, or a reminder of it. Undefined once it is answered. */
export function askConsent(
  mail: "askConsent" | "remindConsent",
  values: MailValues,
): Mail | undefined {
  const { link, caller, publicUrl } = values;
  const url = mailedUrl(values, "/consent");
  if (!url) return undefined;
  const subject = `Your decision: an outside account for ${directoryInSubject(link)}`;
  const body = html`${paragraph(askerWithDomain(caller), " ", lead[mail])} ${request(values)}
  ${isHighest(link) && paragraph("This role is as much power as there is in a directory. Read the page well before you agree.")}
  ${paragraph("You get this mail because ", namedBy(link) === "administrator" ? "the administrator who was asked first" : askerName(caller), " named you as an administrator of this directory. Nothing happens unless you agree.")}
  ${mailButton(url, `Read the request on ${hostOf(publicUrl)}`)}
  ${paragraph("The page shows every step and every permission. You can decline there too, or name a colleague. Only if you continue will you sign in, at Microsoft; we never ask for your password.")}
  ${heading("If you did not expect this")}
  ${list([
    html`Do not open the link. Ask ${askerName(caller)} in a way you already know, not by a number
    or address from this mail.`,
    "You can ignore this mail: without an answer the request ends by itself.",
    "Do not pass this mail on: whoever has the link can read the request and decline it. The page can ask a colleague instead.",
  ])}`;
  return {
    to: link.administrator.email,
    subject: mail === "remindConsent" ? `Reminder: ${subject}` : subject,
    html: mailFrame({ title: `May an outside account manage ${directoryInMail(link)}?`, body }),
  };
}
