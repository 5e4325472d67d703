import { accountRoles } from "../../domain/deepLinks";
import { isUnderWay } from "../../domain/ending";
import type { Link } from "../../domain/link";
import type { Reader } from "../../domain/mailedToken";
import { directoryName } from "../aboutLink";
import { askerName, type Asker } from "../asker";
import { page } from "../frame";
import { html, type Html } from "../html";
import { undoneItem } from "../leftovers";
import { whyEnds } from "../whyEnds";
import { facts } from "./facts";
import { staysAfterEnd } from "./staysAfterEnd";

interface Ending {
  readonly link: Link;
  readonly caller: Asker;
  readonly reader: Reader;
}

type Stage = "ended" | "beingDone" | "waiting" | "overdue";

function stageOf(link: Link): Stage {
  if (link.status === "ended") return "ended";
  if (link.status === "needsOperator") return "overdue";
  return isUnderWay(link) ? "beingDone" : "waiting";
}

const titles: Readonly<Record<Stage, string>> = {
  ended: "The access has ended",
  beingDone: "It is being taken back now",
  waiting: "An administrator has to sign in",
  overdue: "The access has not ended yet",
};

const keeps = (reader: Reader): string =>
  reader === "account"
    ? "Until then your account keeps what it has: do not use it any more."
    : "Until then the account keeps what it has.";

const removeIt = ({ link, reader }: Ending): Html | false =>
  reader === "administrator" &&
  html`<p>
    You can also take the role away yourself:
    <a href="${accountRoles(link)}">open the account’s assigned roles</a> in the Entra admin centre.
  </p>`;

function standing(asked: Ending): Html {
  const { link, reader } = asked;
  switch (stageOf(link)) {
    case "beingDone":
      return html`<p class="lead">
        An administrator signed in, and what was given is being taken back. This page renews itself;
        we also write to you when it is done.
      </p>`;
    case "waiting":
      return html`<p class="lead">
          Nothing can be taken back before an administrator of the directory has signed in; we wrote
          to the administrator. ${keeps(reader)}
        </p>
        ${reader === "administrator" && html`<p>Open the link in the newest mail that we sent you.</p>`}
        ${removeIt(asked)}`;
    case "overdue":
      return html`<p class="lead">
          It could not be ended in time: nobody signed in for it, or something went wrong. A person
          of this service looks at it now. ${keeps(reader)}
        </p>
        ${removeIt(asked)}`;
    case "ended":
      return html`<p class="lead">
        ${
          link.undone.some(({ result }) => result === "left")
            ? "What could be taken back is taken back; something had to stay."
            : "What was given is taken back."
        }
        You can close this page.
      </p>`;
  }
}

/** What was done, for those who can remove the rest; the account holder is not shown another's directory. */
const report = ({ link, reader }: Ending): Html | false =>
  link.status === "ended" &&
  reader === "administrator" &&
  html`<h2>What was done in your directory</h2>
    ${
      link.undone.length > 0
        ? html`<ul>
            ${link.undone.map((one) => html`<li>${undoneItem(one)}</li>`)}
          </ul>`
        : html`<p>There was nothing left to take back.</p>`
    }
    ${staysAfterEnd(link)}`;

/** How the end of the access goes, and what it came to. */
export const endingPage = (asked: Ending): string => {
  const { link, caller, reader } = asked;
  return page({
    title: titles[stageOf(link)],
    body: html`${standing(asked)}
      ${facts([
        ["Why it ends", whyEnds(link, caller)],
        ["Who asked for the access", askerName(caller)],
        ["Ticket", link.request.ticket?.id],
        ["Directory", directoryName(link)],
        [reader === "account" ? "Your account" : "Outside account", link.request.account.email],
      ])}
      ${report(asked)}
      <h2>If this is a surprise to you</h2>
      <p>Ask ${askerName(caller)} in a way you already know.</p>`,
  });
};
