import type { Link } from "../../domain/link";
import { linkView, type LinkView } from "../../domain/linkView";
import { html, safeUrl, type Html } from "../html";
import { rows } from "./caseRequest";
import { saidWhy } from "./saidWhy";
import { timeOf } from "./times";

type RoleState = LinkView["access"]["roles"][number]["state"];

const roleWords: Readonly<Record<RoleState, string>> = {
  planned: "planned",
  assigning: "being given",
  assigned: "given by this link",
  heldBefore: "held before, left alone",
  removed: "taken back",
  left: "could not be taken back",
  notGiven: "never given",
};

const writebackWords: Readonly<Record<Link["writeback"]["state"], string>> = {
  notAsked: "Not asked for.",
  planned: "Asked for; looked at once the roles are given.",
  notApplicable: "There is nothing to write passwords back to.",
  awaitingPerson: "Waits for a person who does the steps and signs them off.",
  signedOff: "Signed off by a person.",
  actionNeeded: "Closed without a sign-off: steps may still be needed.",
};

const marks = { yes: "✓", no: "✗", unknown: "?" } as const;

const roles = ({ access }: LinkView): Html =>
  html`<h3>Roles</h3>
    <ul class="checks">
      ${access.roles.map(
        ({ name, state }) =>
          html`<li class="${state}"><strong>${name}</strong>: ${roleWords[state]}</li>`,
      )}
    </ul>`;

const writeback = ({ passwordWriteback: { state, checks, toDo } }: LinkView): Html =>
  html`<h3>Password write-back</h3>
    <p>${writebackWords[state]}</p>
    ${
      checks.length > 0 &&
      html`<ul class="checks">
        ${checks.map(
          ({ result, words }) =>
            html`<li class="${result}">
              <span aria-hidden="true">${marks[result]}</span> ${words}
              <span class="soft">(${result})</span>
            </li>`,
        )}
      </ul>`
    }
    ${
      toDo.length > 0 &&
      html`<p class="small">Left for a person:</p>
        <ul class="small">
          ${toDo.map((words) => html`<li>${words}</li>`)}
        </ul>`
    }`;

const preflight = (found: LinkView["preflight"]): Html | undefined =>
  found
    ? html`<h3>Seen before the first change</h3>
        ${
          found.warnings.length === 0
            ? html`<p>Nothing to warn of.</p>`
            : html`<ul class="checks">
                ${found.warnings.map(({ words }) => html`<li class="no">${words}.</li>`)}
              </ul>`
        }`
    : undefined;

const undone = (all: Link["undone"]): Html | undefined =>
  all.length > 0
    ? html`<h3>Taken back</h3>
        <ul class="checks">
          ${all.map(({ what, result, how }) => {
            const isWeb = how !== null && safeUrl(how) !== "#";
            return html`<li class="${result === "done" ? "yes" : "no"}">
              ${what}: ${result === "done" ? "done" : "left"}
              ${isWeb && html`<a href="${how}" rel="noopener noreferrer">open there</a>`}
            </li>`;
          })}
        </ul>`
    : undefined;

const people = (link: Link): Html => {
  const { consent, account } = link;
  return rows([
    ["Consent", consent && html`${consent.person.name}, ${timeOf(consent.at)}`],
    ["Account", account.signedInAt && html`signed in ${timeOf(account.signedInAt)}`],
    ["Found", account.found && html`${account.found.userPrincipalName}, there before`],
    [
      "End",
      link.ending && html`asked for by <code>${link.ending.by}</code>, ${timeOf(link.ending.at)}`,
    ],
  ]);
};

/** What is done, what is left and what was seen. */
export function caseState(link: Link): Html {
  const view = linkView(link);
  return html`${people(link)} ${roles(view)} ${writeback(view)} ${preflight(view.preflight)}
  ${undone(link.undone)} ${saidWhy(link)}`;
}
