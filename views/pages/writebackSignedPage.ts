import type { Link } from "../../domain/link";
import type { Reader } from "../../domain/mailedToken";
import { directoryName } from "../aboutLink";
import { askerName, type Asker } from "../asker";
import { page } from "../frame";
import { html } from "../html";
import { facts } from "./facts";

interface Signed {
  readonly link: Link;
  readonly caller: Asker;
  readonly reader: Reader;
}

const answered = ({ wait, pastWaits }: Link): "signedOff" | "notDone" =>
  [...pastWaits, ...(wait ? [wait] : [])].findLast(
    ({ what, decision }) => what === "writeback" && decision,
  )?.decision?.type === "notDone"
    ? "notDone"
    : "signedOff";

const words = {
  signedOff: {
    lead: "You signed password write-back off as done.",
    next: "We now look once more at what can be read from outside.",
  },
  notDone: {
    lead: "You said that password write-back will not be done.",
    next: "It is recorded like that, with the steps that remain.",
  },
} as const;

/** Right after one of the two answered. */
export function writebackSignedPage({ link, caller, reader }: Signed): string {
  const { lead, next } = words[answered(link)];
  const told = reader === "administrator" ? "you" : "the administrator";
  return page({
    title: "Thank you, recorded",
    body: html`<p class="lead">${lead} You can close this page.</p>
      ${facts([
        ["Asked by", askerName(caller)],
        ["Ticket", link.request.ticket?.id],
        ["Directory", directoryName(link)],
      ])}
      <h2>What happens now</h2>
      <p>
        ${next} Then we write to ${told}, and ${askerName(caller)} is told. The access itself stays
        as it is.
      </p>`,
  });
}
