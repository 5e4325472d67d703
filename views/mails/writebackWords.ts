import type { Link } from "../../domain/link";
import { passwordReset } from "../deepLinks";
import { html, type Html, type Part } from "../html";
import { heading, list, mailLink, paragraph } from "../mailFrame";

function toDo(link: Link): Html {
  return html`${paragraph("Microsoft offers no way to switch password write-back on from outside. A person has to do this:")}
  ${list(link.writeback.toDo)}
  ${paragraph(mailLink(passwordReset(link), "Open Password reset in the Entra admin centre"))}`;
}

function state(link: Link): Part {
  switch (link.writeback.state) {
    case "notAsked":
      return undefined;
    case "planned":
      return paragraph(
        "We could not check password write-back. Whether it is on, only the Connect server and the Entra admin centre can tell.",
      );
    case "notApplicable":
      return paragraph("There is nothing to switch on.");
    case "actionNeeded":
      return toDo(link);
  }
}

/** What was seen of password write-back and what a person still has to do; nothing when it was not asked for. */
export const writebackWords = (link: Link): Part =>
  link.writeback.state !== "notAsked" && [
    heading("Password write-back"),
    link.writeback.state !== "planned" && paragraph("We only looked; nothing was changed."),
    link.writeback.checks.length > 0 && list(link.writeback.checks.map((check) => check.words)),
    state(link),
  ];
