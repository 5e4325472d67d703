import type { LinkView } from "../../domain/linkView";
import type { Answer } from "../sandbox/http/answer";
import { html, type Html } from "../../views/html";
import { momentWords } from "../timeline/storyTime";
import { portalPage } from "./frame";
import { nextStep } from "./listView";

const home = html`<p><a href="/">Back to the start page</a></p>`;

/** One link as the app's API shows it: in short, and word for word. */
export function linkPage(link: LinkView, isNew: boolean): Answer {
  const isOver = link.outcome !== null;
  const said = html`<section class="said" role="status">
    <h2>The app took the request</h2>
    <p>
      It answered with status 202 and this link. From now on it tells the ticket of every change.
    </p>
  </section>`;
  return portalPage({
    title: `Ticket ${link.ticket?.id ?? link.id}`,
    lead: home,
    ...(isOver ? {} : { refresh: 3 }),
    body: html`${isNew && said}
      <section>
        <h2>The link now</h2>
        ${facts(link)} ${!isOver && cancelForm(link.id)}
      </section>
      ${plan(link)} ${writeback(link)}
      <section>
        <h2>Word for word</h2>
        <p class="quiet">GET /api/v1/links/${link.id}</p>
        <pre>${JSON.stringify(link, null, 2)}</pre>
      </section>`,
  });
}

export const noLinkPage = (status: number, words: string): Answer =>
  portalPage({ title: "No answer for this link", lead: home, body: html`<p>${words}</p>`, status });

function facts(link: LinkView): Html {
  const rows: [string, Html | string | null][] = [
    ["Status", link.status],
    ["Next", nextStep(link)],
    ["Waits until", link.expiresAt && momentWords(link.expiresAt)],
    ["Next reminder", link.nextReminderAt && momentWords(link.nextReminderAt)],
    ["Directory", directory(link)],
    ["Roles", link.access.roles.map((role) => `${role.name}: ${role.state}`).join(", ")],
    ["Declined because", link.declined?.reason ?? null],
    ["Could not go on", link.failure?.meaning ?? link.parked?.meaning ?? null],
  ];
  return html`<dl>
    ${rows
      .filter(([, value]) => value !== null)
      .map(
        ([name, value]) =>
          html`<dt>${name}</dt>
            <dd>${value}</dd>`,
      )}
  </dl>`;
}

const directory = ({ directory: { tenantId, name, domain } }: LinkView): Html =>
  tenantId
    ? html`<a href="/directory/${tenantId}">${name ?? domain}</a>`
    : html`${domain}, being looked up`;

const plan = (link: LinkView): Html | undefined =>
  link.plan
    ? html`<section>
        <h2>The plan</h2>
        <ol>
          ${link.plan.steps.map((words) => html`<li>${words}</li>`)}
        </ol>
      </section>`
    : undefined;

const writeback = ({ passwordWriteback: { state, checks, toDo } }: LinkView): Html | undefined =>
  state === "notAsked" || state === "planned"
    ? undefined
    : html`<section>
        <h2>Password write-back: ${state}</h2>
        <ul>
          ${checks.map((check) => html`<li>${check.words}</li>`)}
        </ul>
        ${
          toDo.length > 0 &&
          html`<p>What a person does now:</p>
            <ol>
              ${toDo.map((words) => html`<li>${words}</li>`)}
            </ol>`
        }
      </section>`;

const cancelForm = (id: string): Html =>
  html`<form method="post" action="/portal/links/${id}/cancel">
    <button type="submit">Cancel the request</button>
  </form>`;
