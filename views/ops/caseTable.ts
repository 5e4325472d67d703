import type { LinkSummary } from "../../domain/listing";
import type { Caller } from "../../domain/ports";
import { isFinished } from "../../domain/states";
import { html, type Html, type Part } from "../html";
import { howLong, timeFromNow } from "./times";
import { callerName, statusName, toneOf, whoName } from "./words";

interface Around {
  readonly now: string;
  readonly callers: readonly Caller[];
  readonly isFiltered: boolean;
}

const columns = [
  "Customer",
  "Status",
  "Waits for",
  "Next reminder",
  "Deadline",
  "Caller",
  "Ticket",
] as const;

/** The roles stand here because a narrow screen shows a row as a card, and would lose them. */
const cell = (index: number, value: Part): Html =>
  html`<td role="cell" data-label="${columns[index]}">${value}</td>`;

const waits = ({ waitingOn, since, status }: LinkSummary, now: string): Part =>
  isFinished(status) || waitingOn === "nobody"
    ? html`<span class="soft">–</span>`
    : html`${whoName[waitingOn]}
        <span class="soft">for ${howLong(Date.parse(now) - Date.parse(since))}</span>`;

const when = (instant: string | null, now: string): Part =>
  instant ? timeFromNow(instant, now) : html`<span class="soft">–</span>`;

const row = (link: LinkSummary, { now, callers }: Around): Html =>
  html`<tr role="row">
    <th scope="row" role="rowheader">
      <a href="/ops/links/${link.id}">${link.directory.name ?? link.directory.domain}</a>
      ${link.directory.name && html`<span class="abs">${link.directory.domain}</span>`}
    </th>
    ${cell(1, html`<span class="tag ${toneOf(link.status)}">${statusName[link.status]}</span>`)}
    ${cell(2, waits(link, now))} ${cell(3, when(link.nextReminderAt, now))}
    ${cell(4, when(link.expiresAt, now))} ${cell(5, callerName(callers, link.callerId))}
    ${cell(6, link.ticket?.id ?? html`<span class="soft">–</span>`)}
  </tr>`;

/** The cases of one page of a list, newest first. */
export const caseTable = (links: readonly LinkSummary[], around: Around): Html =>
  links.length === 0
    ? html`<p class="calm">
        ${
          around.isFiltered
            ? "No case fits. Take a filter away, or look for the domain as it was asked for."
            : "There is no case yet."
        }
      </p>`
    : html`<table class="cases" role="table" aria-labelledby="cases-heading">
        <thead role="rowgroup">
          <tr role="row">
            ${columns.map((name) => html`<th scope="col" role="columnheader">${name}</th>`)}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${links.map((link) => row(link, around))}
        </tbody>
      </table>`;
