import type { Link } from "../../domain/link";
import { runbook } from "../../domain/runbook";
import type { Reader } from "../../domain/mailedToken";
import type { Server } from "../../domain/runbookCase";
import { directoryName } from "../aboutLink";
import { askerName, askerWithDomain, type Asker } from "../asker";
import { page } from "../frame";
import { html, type Html } from "../html";
import { timeElement } from "../readableTime";
import { flagEvidence, whatWasTouched } from "../writebackFacts";
import { facts } from "./facts";
import { hiddenFields, type FormFields } from "./hiddenFields";
import { runbookList } from "./runbookList";

interface Asked {
  readonly link: Link;
  readonly caller: Asker;
  readonly reader: Reader;
  /** What synchronises the directory, where the reader said so. */
  readonly server: Server | undefined;
  readonly form: FormFields;
}

const checked = (link: Link): Html =>
  html`<h2>What we checked</h2>
    ${
      link.writeback.checks.length > 0
        ? html`<ul>
            ${link.writeback.checks.map(({ words }) => html`<li>${words}</li>`)}
          </ul>`
        : html`<p>Nothing could be checked.</p>`
    }
    ${flagEvidence(link) && html`<p>${flagEvidence(link)}</p>`}
    <p>${whatWasTouched(link)}</p>`;

const servers: readonly (readonly [Server, string])[] = [
  ["connect", "Entra Connect Sync: a server with the Entra Connect wizard"],
  ["cloud", "Cloud sync: a server with the provisioning agent"],
];

const choice = ({ form, server }: Asked): Html =>
  html`<h2>Which of the two runs in your place?</h2>
    <ul>
      ${servers.map(([name, words]) => {
        const url = `/writeback?id=${encodeURIComponent(form.id)}&server=${name}`;
        return name === server
          ? html`<li><a href="${url}" aria-current="true">${words}</a> (chosen)</li>`
          : html`<li><a href="${url}">${words}</a></li>`;
      })}
    </ul>`;

const answers = ({ link, form }: Asked): Html =>
  html`<h2>When it is done</h2>
    <p>
      Sign it off once the test in the last step went well. Then we look once more at what can be
      read from outside, and record who signed off. One answer is enough, the administrator’s or the
      account holder’s. Without an
      answer${link.wait && html` until ${timeElement(link.wait.deadline)}`} it is recorded as not
      done; the access itself stays as it is.
    </p>
    <form method="post" action="/writeback">
      ${hiddenFields(form)}
      <button type="submit" name="action" value="signOff">It is done: sign off</button>
      <button type="submit" name="action" value="notDone" class="quiet">It will not be done</button>
    </form>`;

/** The way to password write-back in this directory, for one of the two who are asked, and its sign-off. */
export function writebackPage(asked: Asked): string {
  const { link, caller, reader, server } = asked;
  const isAccount = reader === "account";
  const body = html`<p class="lead">
      ${isAccount ? "Your account" : html`<strong>${link.request.account.email}</strong>`} may
      manage
      <strong>${directoryName(link)}</strong> now. Microsoft offers no way to switch password
      write-back on from outside: these are the steps in this case, and who can do each of them.
    </p>
    ${facts([
      ["Who asked for it", askerWithDomain(caller)],
      ["Ticket", link.request.ticket?.id],
      ["Directory", directoryName(link)],
      [isAccount ? "Your account" : "Outside account", link.request.account.email],
      ["Sign it off until", link.wait && timeElement(link.wait.deadline)],
    ])}
    ${checked(link)} ${choice(asked)}
    <h2>The steps</h2>
    ${runbookList(runbook({ link, reader, server }))} ${answers(asked)}
    <h2>If you did not expect this</h2>
    <p>
      Do none of it. Ask ${askerName(caller)} in a way you already know. Nothing happens if you
      close this page.
    </p>`;
  return page({ title: `Password write-back for ${directoryName(link)}`, body });
}
