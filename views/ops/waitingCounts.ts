import type { WaitingOn } from "../../domain/states";
import { html, type Html } from "../html";
import { whoName } from "./words";

const order: readonly Exclude<WaitingOn, "nobody">[] = [
  "operator",
  "administrator",
  "account",
  "directory",
];

/** A bar for each of those who are waited for; each leads to its cases. */
export function waitingCounts(waiting: Readonly<Record<WaitingOn, number>>): Html {
  const most = Math.max(1, ...order.map((on) => waiting[on]));
  return html`<ul class="waiting">
    ${order.map(
      (on) =>
        html`<li>
          <a href="${`/ops?waitingOn=${on}#all`}">${whoName[on]}</a> <strong>${waiting[on]}</strong>
          <svg width="100%" height="8" aria-hidden="true">
            <rect class="track" width="100%" height="8" rx="3" />
            <rect
              class="${on}"
              width="${((waiting[on] / most) * 100).toFixed(1)}%"
              height="8"
              rx="3"
            />
          </svg>
        </li>`,
    )}
  </ul>`;
}
