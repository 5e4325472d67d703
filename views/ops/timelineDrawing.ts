import type { CaseTimeline, Span } from "../../domain/caseTimeline";
import { timeScale, type TimeScale } from "../../domain/timeScale";
import { html, type Html } from "../html";
import { lane, laneHeight, lanesOf } from "./timelineLanes";
import { axis, mark, markHeight, placed, stem, upright } from "./timelineMarks";
import { momentWords, stretchLength, stretchWords } from "./timelineWords";
import { howLong, shortTime, timeFromNow, timeOf } from "./times";
import { whoName } from "./words";

/** Two rows, so that the words at two lines close to each other stay apart. */
const wordsHeight = 30;
const wordsAt = { deadline: 11, now: 25 };
const axisHeight = 26;

/** Months between a link and its end tell nothing; nor does a far deadline that nothing comes before. */
function idleOf({ stretches, reminders, from, now, deadline }: CaseTimeline): readonly Span[] {
  const idle: Span[] = stretches.filter(({ on }) => on === "nobody");
  const isQuiet = !reminders.some(({ isSent }) => !isSent);
  const ahead = Date.parse(deadline ?? now) - Date.parse(now);
  const isFar = ahead > Date.parse(now) - Date.parse(from);
  return deadline && isQuiet && isFar ? [...idle, { from: now, to: deadline }] : idle;
}

function drawing(timeline: CaseTimeline, scale: TimeScale): Html {
  const lanes = lanesOf(timeline);
  const marks = placed(timeline.moments, scale);
  const levels = Math.max(1, ...marks.map(({ level }) => level + 1));
  const { now, to, deadline } = timeline;
  const isOpen = Date.parse(now) <= Date.parse(to);
  const top = (isOpen || deadline ? wordsHeight : 4) + levels * markHeight;
  const end = top + lanes.length * laneHeight;
  return html`<svg
    class="timeline"
    role="img"
    aria-labelledby="timeline-title timeline-desc"
    width="100%"
    height="${end + axisHeight}"
  >
    <title id="timeline-title">The case over time</title>
    <desc id="timeline-desc">
      From ${shortTime(timeline.from)} to ${shortTime(to)}. The lists below say the same in words.
    </desc>
    ${lanes.map((on, index) => lane(timeline, scale, { on, top: top + index * laneHeight }))}
    ${axis(scale, end + 2)} ${marks.map((one) => stem(one, top, end))}
    ${marks.map((one) => mark(one, top))}
    ${isOpen && upright(scale, { name: "now", at: now, top: 15, end, words: wordsAt.now })}
    ${
      deadline &&
      upright(scale, { name: "deadline", at: deadline, top: 2, end, words: wordsAt.deadline })
    }
  </svg>`;
}

/** How long each took from the one before. */
const moments = ({ moments: all }: CaseTimeline): Html =>
  html`<ol class="moments">
    ${all.map((moment, index) => {
      const before = all[index - 1];
      const ms = before ? Date.parse(moment.at) - Date.parse(before.at) : null;
      return html`<li class="${moment.kind}">
        <strong>${momentWords(moment)}</strong> ${ms !== null && `after ${howLong(ms)}`}
        <span class="abs">${timeOf(moment.at)}</span>
      </li>`;
    })}
  </ol>`;

const coming = ({ reminders, deadline, now }: CaseTimeline): Html | undefined => {
  const planned = reminders.filter(({ isSent }) => !isSent);
  if (planned.length === 0 && !deadline) return undefined;
  return html`<ul class="coming">
    ${planned.map(({ at }) => html`<li>Reminder ${timeFromNow(at, now)}</li>`)}
    ${deadline && html`<li><strong>Deadline</strong> ${timeFromNow(deadline, now)}</li>`}
  </ul>`;
};

const stretches = ({ stretches: all }: CaseTimeline): Html =>
  html`<details>
    <summary>Every wait, with its length</summary>
    <ol class="plain">
      ${all.map(
        (stretch) =>
          html`<li>
            <strong>${stretchLength(stretch)}</strong> from ${timeOf(stretch.from)}:
            ${stretchWords(stretch)}
          </li>`,
      )}
    </ol>
  </details>`;

/** Honest about what the drawing does to time. */
const note = ({ squeezed }: TimeScale): Html =>
  html`<p class="small">
    Drawn to scale, times in UTC; what took too little to be seen is a thin line.
    ${squeezed.map(
      ({ from, to }) =>
        html`At the two slashes ${howLong(Date.parse(to) - Date.parse(from))} are drawn much shorter
        than they are.`,
    )}
  </p>`;

const key = (timeline: CaseTimeline): Html =>
  html`<ul class="key">
    ${lanesOf(timeline).map((on) => html`<li class="${on}">${whoName[on]}</li>`)}
    ${timeline.deadline && html`<li class="left">time left</li>`}
    ${timeline.reminders.length > 0 && html`<li class="dot">reminder (hollow: to come)</li>`}
  </ul>`;

/** The case as a picture, and the same in words. */
export function timelineDrawing(timeline: CaseTimeline): Html {
  const scale = timeScale(timeline, idleOf(timeline));
  return html`<div class="drawn">${drawing(timeline, scale)}</div>
    ${key(timeline)} ${note(scale)} ${moments(timeline)} ${coming(timeline)} ${stretches(timeline)}`;
}
