import type { Concern, Concerning } from "../../domain/attention";
import { codes } from "../../domain/errors";
import type { LinkSummary } from "../../domain/listing";
import type { Caller } from "../../domain/ports";
import { html, type Html } from "../html";
import { howLong, timeFromNow } from "./times";
import type { Status } from "../../domain/states";
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

/** The cases that need somebody, and how far that was looked for. */
export interface Attention {
  readonly cases: readonly Concerning[];
  /** So many links of a status are looked at. */
  readonly most: number;
  /** Statuses with more than that. */
  readonly cut: readonly Status[];
}

interface AttentionView {
  readonly attention: Attention;
  readonly now: string;
  readonly callers: readonly Caller[];
}

export const needsList = (cases: readonly Concerning[], view: AttentionView): Html =>
  html`<ul class="needs">
    ${cases.map((concerning) => one(concerning, view))}
  </ul>`;

/** Honest about what nobody looked at. */
export const cutNote = ({ most, cut }: Attention): Html | undefined =>
  cut.length > 0
    ? html`<p class="note">
        There are more than ${most} cases in these states, and only the newest ${most} of each were
        looked at here: ${cut.map((status) => statusName[status]).join(", ")}. The older ones stand
        in the list of all cases, by status.
      </p>`
    : undefined;

/** Parked and stuck cases, the most pressing first. */
export function needsYou(view: AttentionView): Html {
  const { cases } = view.attention;
  const more = cases.length - shown;
  return html`<section aria-labelledby="needs-heading">
    <h2 id="needs-heading">
      Needs you ${cases.length > 0 && html`<span class="badge">${cases.length}</span>`}
    </h2>
    ${
      cases.length === 0
        ? html`<p class="calm">Nothing does: no case is parked, overdue or out of reminders.</p>`
        : needsList(cases.slice(0, shown), view)
    }
    ${more > 0 && html`<p><a href="/ops?attention=0">All ${cases.length} that need you</a></p>`}
    ${cutNote(view.attention)}
  </section>`;
}
