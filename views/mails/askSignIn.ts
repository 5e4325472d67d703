import type { Mail } from "../../domain/ports";
import { accountKind, directoryDomain, rolesAsked } from "../aboutLink";
import { askerName, askerWithDomain, quoted } from "../asker";
import { html } from "../html";
import { heading, lines, mailButton, mailFrame, paragraph } from "../mailFrame";
import { eligibleWords, getsRole, isEligible, lasting } from "../lasting";
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

/** To the holder of the outside account: sign in once. Undefined once that is answered. */
export function askSignIn(
  mail: "askSignIn" | "remindSignIn",
  values: MailValues,
): Mail | undefined {
  const { link, caller, wait, publicUrl } = values;
  const url = mailedUrl(values, "/accept");
  if (!url) return undefined;
  const { email } = link.request.account;
  const subject = `Sign in once to manage the directory ${directoryInSubject(link)}`;
  const body = html`${paragraph("An administrator of ", html`<strong>${directoryInMail(link)}</strong>`, " agreed that your account may manage this directory.", mail === "remindSignIn" && " You have not signed in yet.")}
  ${lines([
    ["Who asked for it", askerWithDomain(caller)],
    ["Why, in their words", notLinked(quoted(link.request.reason))],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Your account", `${email}, ${accountKind(link)}`],
    [
      "Role",
      rolesAsked(link)
        .map(({ name, means }) => `${name} (${means})`)
        .join("; "),
    ],
    ["How it is used", isEligible(link) && eligibleWords],
    ["How long", lasting(link)],
    ["Sign in until", wait && readableTime(wait.deadline)],
  ])}
  ${paragraph("You get this mail because ", askerName(caller), " named this address. Sign in with exactly this account: another one gets nothing.")}
  ${mailButton(url, `Accept on ${hostOf(publicUrl)}`)}
  ${paragraph("The page leads to Microsoft’s sign-in; we never ask for your password. Only after that your account ", getsRole(link), ".")}
  ${heading("If you did not expect this")}
  ${paragraph("Ignore this mail: without your sign-in your account gets no role. You can ask ", askerName(caller), " in a way you already know. Do not pass this mail on.")}`;
  return {
    to: email,
    subject: mail === "remindSignIn" ? `Reminder: ${subject}` : subject,
    html: mailFrame({ title: `Manage the directory ${directoryInMail(link)}`, body }),
  };
}
