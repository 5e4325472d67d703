import type { LinkView } from "../../domain/linkView";
import { cancellable, endable } from "../../domain/states";
import type { Answer } from "../sandbox/http/answer";
import { html, type Html } from "../../views/html";
import { isOverNow } from "../timeline/linkWords";
import { momentWords } from "../timeline/storyTime";
import { portalPage } from "./frame";
import { linkFacts } from "./linkFacts";

const home = html`<p><a href="/">Back to the start page</a></p>`;

/** One link as the app's API shows it: in short, and word for word. */
export function linkPage(link: LinkView, isNew: boolean): Answer {
  const said = html`<section class="said" role="status">
    <h2>The app took the request</h2>
    <p>
      It answered with status 202 and this link. From now on it tells the ticket of every change.
    </p>
  </section>`;
  return portalPage({
    title: `Ticket ${link.ticket?.id ?? link.id}`,
    lead: home,
    ...(isOverNow(link) ? {} : { refresh: 3 }),
    body: html`${isNew && said}
      <section>
        <h2>The link now</h2>
        ${linkFacts(link)} ${actions(link)}
      </section>
      ${parked(link)} ${plan(link)} ${writeback(link)}
      <section>
        <h2>Word for word</h2>
        <p class="quiet">GET /api/v1/links/${link.id}</p>
        <pre>${JSON.stringify(link, null, 2)}</pre>
      </section>`,
  });
}

export const noLinkPage = (status: number, words: string): Answer =>
  portalPage({ title: "No answer for this link", lead: home, body: html`<p>${words}</p>`, status });

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

/** Why it does not go on, and what was seen. */
const parked = ({ parked: stuck }: LinkView): Html | undefined =>
  stuck
    ? html`<section class="alert">
        <h2>It does not go on by itself: ${stuck.code}</h2>
        <p>${stuck.meaning}</p>
        <dl>
          <dt>In the step</dt>
          <dd>${stuck.step}</dd>
          <dt>What to do</dt>
          <dd>${stuck.whatToDo}</dd>
          ${
            stuck.evidence &&
            html`<dt>What was seen</dt>
              <dd>${stuck.evidence}</dd>`
          }
          <dt>Since</dt>
          <dd>${momentWords(stuck.since)}</dd>
        </dl>
      </section>`
    : undefined;

/** There is access to end, or something that an unfinished link had to leave. */
const mayEnd = ({ status, outcome, undone }: LinkView): boolean =>
  endable.includes(status) &&
  (status === "awaitingWriteback" ||
    outcome === "completed" ||
    undone.some(({ result }) => result === "left"));

const actions = (link: LinkView): Html =>
  html`${cancellable.includes(link.status) && button(link, "cancel", "Cancel the request")}
  ${mayEnd(link) && button(link, "end", "End the access")}`;

const button = ({ id }: LinkView, action: "cancel" | "end", words: string): Html =>
  html`<form method="post" action="/portal/links/${id}/${action}">
    <button type="submit">${words}</button>
  </form>`;
