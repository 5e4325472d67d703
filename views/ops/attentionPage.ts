import type { Caller } from "../../domain/ports";
import { html, type Html } from "../html";
import { cutNote, needsList, type Attention } from "./needsYou";
import { opsPage, type Viewer } from "./opsFrame";

const shown = 100;

export interface AttentionPageView {
  readonly viewer: Viewer;
  readonly now: string;
  readonly callers: readonly Caller[];
  readonly attention: Attention;
  /** How many stand before the first that is shown. */
  readonly from: number;
}

const to = (from: number, words: string): Html =>
  html`<a href="${`/ops?attention=${String(from)}`}">${words}</a>`;

/** `/ops?attention=0`: every case that needs somebody, the most pressing first. */
export function attentionPage(view: AttentionPageView): string {
  const { viewer, now, attention, from } = view;
  const all = attention.cases.length;
  const cases = attention.cases.slice(from, from + shown);
  const first = String(from + 1);
  return opsPage({
    title: "Cases that need you",
    viewer,
    fresh: now,
    crumb: html`<a href="/ops">All cases</a>`,
    body: html`${cutNote(attention)}
      ${
        cases.length === 0
          ? html`<p class="calm">There are none here.</p>`
          : html`<p class="small">
                ${first} to ${from + cases.length} of ${all}, the most pressing first.
              </p>
              ${needsList(cases, view)}`
      }
      <nav aria-label="Pages" class="pages">
        ${from > 0 && to(Math.max(0, from - shown), "Before")}
        ${from + shown < all && to(from + shown, "Next")}
      </nav>`,
  });
}
