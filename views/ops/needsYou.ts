import type { Concern, Concerning } from "../../domain/attention";
import { codes } from "../../domain/errors";
import type { LinkSummary } from "../../domain/listing";
import type { Caller } from "../../domain/ports";
import { html, type Html } from "../html";
import { howLong, timeFromNow } from "./times";
import { callerName, concernName, statusName, whoName } from "./words";

const shown = 12;

const upper = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What is the matter, in one sentence. */
function matter({ link, concern }: Concerning): string {
  switch (concern) {
    case "parked":
      return link.parked ? `${upper(codes[link.parked])}.` : "It cannot go on by itself.";
    case "overdue":
      return "Its deadline is over and nothing took that up. Look at the health page.";
    case "slow":
      return `${statusName[link.status]}, for longer than any step takes. Look at the health page.`;
    case "noReminderLeft":
      return `${whoName[link.waitingOn]} had the last reminder and has not answered.`;
  }
}

const since = (link: LinkSummary, now: string): string =>
  howLong(Date.parse(now) - Date.parse(link.since));

const look: Readonly<Record<Concern, string>> = {
  parked: "bad",
  overdue: "bad",
  slow: "warn",
  noReminderLeft: "warn",
};

const one = (
  { link, concern }: Concerning,
  { now, callers }: { now: string; callers: readonly Caller[] },
): Html =>
  html`<li class="${look[concern]}">
    <p class="what">
      <span class="tag ${look[concern]}">${concernName[concern]}</span>
      <a href="/ops/links/${link.id}">${link.directory.name ?? link.directory.domain}</a>
      <span class="soft"
        >${link.directory.name && link.directory.domain} for ${since(link, now)}</span
      >
    </p>
    <p>${matter({ link, concern })}</p>
    <p class="soft">
      ${callerName(callers, link.callerId)}${link.ticket && ` · ${link.ticket.id}`}
      ${link.expiresAt && html` · ends ${timeFromNow(link.expiresAt, now)}`}
    </p>
  </li>`;

/** Parked and stuck cases, the most pressing first. */
export function needsYou(view: {
  readonly attention: readonly Concerning[];
  readonly now: string;
  readonly callers: readonly Caller[];
}): Html {
  const { attention } = view;
  const more = attention.length - shown;
  return html`<section aria-labelledby="needs-heading">
    <h2 id="needs-heading">
      Needs you ${attention.length > 0 && html`<span class="badge">${attention.length}</span>`}
    </h2>
    ${
      attention.length === 0
        ? html`<p class="calm">Nothing does: no case is parked, overdue or out of reminders.</p>`
        : html`<ul class="needs">
            ${attention.slice(0, shown).map((concerning) => one(concerning, view))}
          </ul>`
    }
    ${more > 0 && html`<p>${more} more. <a href="/ops?status=needsOperator#all">List every parked case</a></p>`}
  </section>`;
}
