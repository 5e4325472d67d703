import type { Link } from "../../domain/link";
import type { Mail } from "../../domain/ports";
import { directoryDomain } from "../aboutLink";
import { askerName, askerWithDomain } from "../asker";
import { html, type Html } from "../html";
import { heading, lines, mailFrame, paragraph } from "../mailFrame";
import { readableTime } from "../readableTime";
import { signerWords } from "../writebackFacts";
import { lastAnswer } from "./howItEnded";
import { directoryInMail, directoryInSubject, type MailValues, ticketInMail } from "./mailValues";
import { checksWords, writebackToDoList } from "./writebackWords";

const upperFirst = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** How the question ended that nobody signed off. */
function whyNot(link: Link): string {
  const answer = lastAnswer(link, "writeback");
  switch (answer?.type) {
    case "notDone":
      return `${upperFirst(signerWords(answer.by))} said that it will not be done.`;
    case "ending":
      return "The access is being ended before it was done.";
    default:
      return "Nobody signed it off in time.";
  }
}

function outcome(link: Link): Html {
  const { state, signedOff, toDo } = link.writeback;
  if (state === "signedOff")
    return html`${paragraph(upperFirst(signerWords(signedOff?.by ?? "")), " signed password write-back off as done", signedOff && `, on ${readableTime(signedOff.at)}`, ". That is their word: most of it no service can read.")}
    ${heading("What the last checks read")} ${checksWords(link)}`;
  if (state === "notApplicable")
    return html`${paragraph("There is nothing to write back to.")} ${checksWords(link)}`;
  return html`${paragraph("Password write-back is not done. ", whyNot(link), " The access itself stays as it is.")}
  ${heading("What the last checks read")} ${checksWords(link)} ${heading("What remains to be done")}
  ${toDo.length > 0 ? writebackToDoList(link) : paragraph("Look at each setting in the Entra admin centre and at the server.")}`;
}

/** To the administrator: signed off by whom, or honestly not done. Undefined where it was never asked for. */
export function writebackClosed({ link, caller }: MailValues): Mail | undefined {
  if (link.writeback.state === "notAsked") return undefined;
  const isDone = link.writeback.state === "signedOff";
  const body = html`${lines([
    ["Asked by", askerWithDomain(caller)],
    ["Ticket", ticketInMail(link)],
    ["Directory", `${directoryInMail(link)}, ${directoryDomain(link)}`],
    ["Outside account", link.request.account.email],
  ])}
  ${outcome(link)} ${paragraph("Nothing stays on our side: your session here is deleted now.")}
  ${heading("If you did not expect this")}
  ${paragraph("Ask ", askerName(caller), " in a way you already know, not by a number or address from this mail.")}`;
  return {
    to: link.administrator.email,
    subject: `Password write-back for ${directoryInSubject(link)}: ${isDone ? "signed off" : "not done"}`,
    html: mailFrame({
      title: isDone ? "Password write-back was signed off" : "Password write-back is not done",
      body,
    }),
  };
}
