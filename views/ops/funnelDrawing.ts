import type { FunnelStage } from "../../domain/funnel";
import { html, type Html } from "../html";
import { howLong } from "./times";
import { stageName } from "./words";

const rowHeight = 46;
const percent = (part: number, whole: number): number => (whole > 0 ? (part / whole) * 100 : 0);
const rounded = (part: number, whole: number): string =>
  `${String(Math.round(percent(part, whole)))} %`;
const length = (part: number, whole: number): string => `${percent(part, whole).toFixed(2)}%`;

const waitWords = ({ medianMs }: FunnelStage, before: FunnelStage | undefined): string =>
  before && medianMs !== null
    ? `half within ${medianMs < 60_000 ? "a minute" : howLong(medianMs)}`
    : "";

/** Of the bar: who came so far, and behind it who still may. */
function row(stages: readonly FunnelStage[], index: number, all: number): Html {
  const stage = stages[index];
  if (!stage) return html``;
  const y = index * rowHeight;
  const { reached, onTheirWay } = stage;
  return html`<g>
    <text x="0" y="${y + 13}" class="name">
      ${stageName[stage.stage]}
      <tspan class="count">${reached}</tspan>
      <tspan class="soft">${rounded(reached, all)}</tspan>
    </text>
    <text x="100%" y="${y + 13}" text-anchor="end" class="soft">
      ${waitWords(stage, stages[index - 1])}
    </text>
    <rect x="0" y="${y + 20}" width="100%" height="14" rx="3" class="track" />
    <rect
      x="0"
      y="${y + 20}"
      width="${length(reached + onTheirWay, all)}"
      height="14"
      rx="3"
      class="may"
    />
    <rect x="0" y="${y + 20}" width="${length(reached, all)}" height="14" rx="3" class="did" />
  </g>`;
}

const inWords = (stages: readonly FunnelStage[]): string =>
  stages.map(({ stage, reached }) => `${stageName[stage]} ${String(reached)}`).join(", ");

const tableRow = (stage: FunnelStage, before: FunnelStage | undefined, all: number): Html =>
  html`<tr>
    <th scope="row">${stageName[stage.stage]}</th>
    <td>${stage.reached}</td>
    <td>${rounded(stage.reached, all)}</td>
    <td>${stage.onTheirWay}</td>
    <td>${stage.ended}</td>
    <td>${before && stage.medianMs !== null ? howLong(stage.medianMs) : "–"}</td>
  </tr>`;

const asTable = (stages: readonly FunnelStage[], all: number): Html =>
  html`<details>
    <summary>The numbers as a table</summary>
    <div class="scroll" tabindex="0" role="region" aria-label="How far links come, as a table">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">Reached</th>
            <th scope="col">Of all</th>
            <th scope="col">May still come</th>
            <th scope="col">Ended before</th>
            <th scope="col">Median wait</th>
          </tr>
        </thead>
        <tbody>
          ${stages.map((stage, index) => tableRow(stage, stages[index - 1], all))}
        </tbody>
      </table>
    </div>
  </details>`;

/** How far the links of a window came, as bars on one scale, and the same numbers as a table. */
export function funnelDrawing(stages: readonly FunnelStage[]): Html {
  const all = stages[0]?.reached ?? 0;
  return html`<svg
      class="funnel"
      role="img"
      aria-labelledby="funnel-title funnel-desc"
      width="100%"
      height="${stages.length * rowHeight - 8}"
    >
      <title id="funnel-title">How far links come</title>
      <desc id="funnel-desc">${inWords(stages)}</desc>
      ${stages.map((_, index) => row(stages, index, all))}
    </svg>
    <ul class="key">
      <li class="did">came so far</li>
      <li class="may">open, may still come</li>
      <li class="track">ended before</li>
    </ul>
    ${asTable(stages, all)}`;
}
