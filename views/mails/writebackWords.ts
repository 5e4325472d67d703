import { resetProperties } from "../../domain/deepLinks";
import type { Reader } from "../../domain/mailedToken";
import type { Link } from "../../domain/link";
import { html, type Html, type Part } from "../html";
import { heading, list, mailButton, mailLink, paragraph } from "../mailFrame";
import { readableTime } from "../readableTime";
import { flagEvidence, signerWords, whatWasTouched } from "../writebackFacts";
import { hostOf, openWriteback, writebackUrl, type MailValues } from "./mailValues";

const byHand = paragraph(
  "Microsoft offers no way to switch password write-back on from outside. A person has to do this:",
);

/** The short list, for a mail without a page of its own to lead to. */
export const writebackToDoList = (link: Link): Html =>
  html`${byHand} ${list(link.writeback.toDo)}
  ${paragraph(mailLink(resetProperties(link), "Open Password reset in the Entra admin centre"))}`;

/** The way to the steps made for this directory, and until when they can be signed off. */
export function writebackButton(values: MailValues, reader: Reader): Part {
  const wait = openWriteback(values.link);
  const url = writebackUrl(values, reader);
  if (!wait || !url) return undefined;
  return html`${mailButton(url, `Open the steps on ${hostOf(values.publicUrl)}`)}
  ${paragraph("The page has each step for your case, with who can do it and the commands to copy. When it is done, sign it off there, or say that it will not be done: until ", readableTime(wait.deadline), ". An administrator and the account holder are both asked; one answer is enough.")}`;
}

function state(values: MailValues, reader: Reader): Part {
  const { link } = values;
  switch (link.writeback.state) {
    case "notAsked":
      return undefined;
    case "planned":
      return paragraph(
        "We could not check password write-back. Whether it is on, only the Connect server and the Entra admin centre can tell.",
      );
    case "notApplicable":
      return paragraph("There is nothing to switch on.");
    case "signedOff":
      return paragraph(
        `It was signed off as done by ${signerWords(link.writeback.signedOff?.by ?? "")}.`,
      );
    case "awaitingPerson":
    case "actionNeeded": {
      const button = writebackButton(values, reader);
      return button
        ? [
            link.writeback.toDo.length > 0 && byHand,
            link.writeback.toDo.length > 0 && list(link.writeback.toDo),
            button,
          ]
        : writebackToDoList(link);
    }
  }
}

/** What the checks read, and what was changed: at most the flag. */
export const checksWords = (link: Link): Part => [
  paragraph(flagEvidence(link), " ", whatWasTouched(link)),
  link.writeback.checks.length > 0 && list(link.writeback.checks.map((check) => check.words)),
];

/** What was seen of password write-back and what a person still has to do; nothing when it was not asked for. */
export const writebackWords = (values: MailValues, reader: Reader): Part =>
  values.link.writeback.state !== "notAsked" && [
    heading("Password write-back"),
    values.link.writeback.state !== "planned" && checksWords(values.link),
    state(values, reader),
  ];
