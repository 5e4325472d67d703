import type { RunbookStep } from "../../domain/runbook";
import { html, type Html } from "../html";

const step = ({ title, words, commands, link, by }: RunbookStep): Html =>
  html`<li>
    <h3>${title}</h3>
    ${words.map((text) => html`<p>${text}</p>`)}
    ${commands && html`<pre><code>${commands}</code></pre>`}
    ${link && html`<p><a href="${link.url}">${link.text}</a></p>`}
    <p class="by"><strong>Who can do it:</strong> ${by}</p>
  </li>`;

/** The steps in order, each with its commands to copy and who can do it. */
export const runbookList = (steps: readonly RunbookStep[]): Html =>
  html`<ol class="steps">
    ${steps.map(step)}
  </ol>`;
