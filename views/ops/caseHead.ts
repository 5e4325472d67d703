import type { Link } from "../../domain/link";
import { linkView } from "../../domain/linkView";
import type { Caller } from "../../domain/ports";
import { isFinished } from "../../domain/states";
import { html, type Html, type Part } from "../html";
import { statusWords } from "../statusWords";
import { howLong, timeFromNow, timeOf } from "./times";
import { callerName, statusName, toneOf, whoName } from "./words";

interface Head {
  readonly link: Link;
  readonly now: string;
  readonly callers: readonly Caller[];
}

/** A name over a value, beside each other while there is room. */
const figure = (name: string, value: Part): Html =>
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;

const nothing = html`<span class="soft">none</span>`;

function figures({ link, now }: Head): Html {
  const view = linkView(link);
  const since = howLong(Date.parse(now) - Date.parse(view.since));
  return html`<dl class="figures">
    ${figure("Waits for", html`<strong>${whoName[view.waitingOn]}</strong>`)}
    ${figure("For", html`${since} <span class="abs">since ${timeOf(view.since)}</span>`)}
    ${figure("Next reminder", view.nextReminderAt ? timeFromNow(view.nextReminderAt, now) : nothing)}
    ${figure("Deadline", view.expiresAt ? timeFromNow(view.expiresAt, now) : nothing)}
    ${figure("Next", `${view.nextAction}.`)}
  </dl>`;
}

/** Why it stands still, what was seen, and what helps. */
function stuck(link: Link): Html | undefined {
  const { parked, failure } = linkView(link);
  if (failure)
    return html`<div class="warning">
      <p><strong>It failed: ${failure.meaning}.</strong> <code>${failure.code}</code></p>
    </div>`;
  if (!parked) return undefined;
  return html`<div class="warning stuck">
    <p><strong>It stands still: ${parked.meaning}.</strong> <code>${parked.code}</code></p>
    <p>${parked.whatToDo}</p>
    <p class="small">
      Step <code>${parked.step}</code>. ${parked.evidence && html`Seen: <q>${parked.evidence}</q>`}
    </p>
  </div>`;
}

const notes = (link: Link): Html | undefined => {
  const { cancelRequested, declined } = linkView(link);
  const isComing = cancelRequested && !isFinished(link.status);
  return html`${isComing && html`<p class="note">Somebody asked to cancel it.</p>`}
  ${declined?.reason && html`<p class="note">The administrator’s words: “${declined.reason}”</p>`}
  ${link.erasedAt && html`<p class="note">Names and addresses of this link were erased.</p>`}`;
};

/** What it is, for whom, and what happens next. */
export const caseHead = (head: Head): Html => {
  const { link, callers } = head;
  const { request } = link;
  return html`<p class="headline">
      <span class="tag ${toneOf(link.status)}">${statusName[link.status]}</span>
      ${request.directory} · asked by ${callerName(callers, link.callerId)}
      ${request.ticket && html`· ticket ${request.ticket.id}`}
    </p>
    ${stuck(link) ?? html`<p class="lead">${statusWords(link.status)}</p>`} ${notes(link)}
    ${figures(head)}`;
};
