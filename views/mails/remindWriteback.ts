import type { Reader } from "../../domain/mailedToken";
import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { html } from "../html";
import { heading, lines, mailFrame, paragraph } from "../mailFrame";
import { readableTime } from "../readableTime";
import {
  directoryInMail,
  directoryInSubject,
  openWriteback,
  type MailValues,
  ticketInMail,
  writebackUrl,
} from "./mailValues";
import { writebackButton } from "./writebackWords";

const lead: Readonly<Record<Reader, string>> = {
  administrator: "The outside account that you agreed to manages the directory ",
  account: "Your account manages the directory ",
};

/** To one of the two who are asked: the steps are not signed off yet. Undefined once they are answered. */
export function remindWriteback(reader: Reader, values: MailValues): Mail | undefined {
  const { link, caller } = values;
  const wait = openWriteback(link);
  if (!wait || !writebackUrl(values, reader)) return undefined;
  const { email } = link.request.account;
  const body = html`${paragraph(lead[reader], html`<strong>${directoryInMail(link)}</strong>`, ". For password write-back there are steps that only a person can do, and nobody has signed them off yet.")}
  ${lines([
    ["Who asked for it", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    [reader === "account" ? "Your account" : "Outside account", email],
    ["Your answer until", readableTime(wait.deadline)],
  ])}
  ${writebackButton(values, reader)}
  ${paragraph("Without an answer it is recorded as not done. The access itself stays as it is.")}
  ${heading("If you did not expect this")}
  ${paragraph("Do not open the link. Ask ", askerName(caller), " in a way you already know, not by a number or address from this mail.")}`;
  return {
    to: reader === "account" ? email : link.administrator.email,
    subject: `Reminder: password write-back for ${directoryInSubject(link)}`,
    html: mailFrame({ title: "Password write-back is not signed off yet", body }),
  };
}
