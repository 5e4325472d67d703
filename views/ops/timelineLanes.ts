import type { CaseTimeline, Reminder, Stretch } from "../../domain/caseTimeline";
import type { WaitingOn } from "../../domain/states";
import type { TimeScale } from "../../domain/timeScale";
import { html, type Html } from "../html";
import { stretchWords } from "./timelineWords";
import { shortTime } from "./times";
import { whoName } from "./words";

export const laneHeight = 38;
const barTop = 18;
const barHeight = 14;

export const pc = (percent: number): string => `${percent.toFixed(2)}%`;

/** Whose turn it was: a lane each, in the order in which people come to think of them. */
const order: readonly WaitingOn[] = ["administrator", "account", "directory", "operator"];

export const lanesOf = ({ stretches }: CaseTimeline): readonly WaitingOn[] =>
  order.filter((on) => stretches.some((stretch) => stretch.on === on));

const look = ({ status, on }: Stretch): string =>
  status === "needsOperator" || status === "awaitingAdministrator" ? `${on} stuck` : on;

/** A bar to scale, and a thin line at its start so that the shortest is seen too. */
function bar(stretch: Stretch, scale: TimeScale, y: number): Html {
  const [from, to] = [scale.place(stretch.from), scale.place(stretch.to)];
  return html`<g class="stretch ${look(stretch)}">
    <title>${stretchWords(stretch)}</title>
    <rect x="${pc(from)}" y="${y}" width="${pc(to - from)}" height="${barHeight}" rx="2" />
    <line x1="${pc(from)}" x2="${pc(from)}" y1="${y}" y2="${y + barHeight}" />
  </g>`;
}

/** What is left until the deadline of the open question. */
function left({ now, deadline, stretches }: CaseTimeline, scale: TimeScale, y: number): Html {
  const last = stretches.at(-1);
  if (!deadline || !last || Date.parse(deadline) <= Date.parse(now)) return html``;
  const [from, to] = [scale.place(now), scale.place(deadline)];
  return html`<rect
    class="left"
    x="${pc(from)}"
    y="${y}"
    width="${pc(to - from)}"
    height="${barHeight}"
    rx="2"
  />`;
}

const reminder = ({ at, isSent }: Reminder, scale: TimeScale, y: number): Html =>
  html`<g class="reminder ${isSent ? "sent" : "planned"}">
    <title>${isSent ? "Reminder sent" : "Reminder planned"}, ${shortTime(at)}</title>
    <circle cx="${pc(scale.place(at))}" cy="${y + barHeight / 2}" r="4" />
  </g>`;

/** One lane: its name, and when it was waited for whom it names. */
export function lane(
  timeline: CaseTimeline,
  scale: TimeScale,
  { on, top }: { on: WaitingOn; top: number },
): Html {
  const y = top + barTop;
  const { stretches, reminders } = timeline;
  const isOpen = stretches.at(-1)?.on === on;
  return html`<g>
    <text x="0" y="${top + 12}" class="lane">${whoName[on]}</text>
    <rect class="track" x="0" y="${y}" width="100%" height="${barHeight}" rx="2" />
    ${isOpen && left(timeline, scale, y)}
    ${stretches.filter((one) => one.on === on).map((one) => bar(one, scale, y))}
    ${reminders.filter((one) => one.on === on).map((one) => reminder(one, scale, y))}
  </g>`;
}
