import type { FunnelStage } from "../../domain/funnel";
import type { ListFilter, ListPage } from "../../domain/listing";
import type { Caller } from "../../domain/ports";
import type { WaitingOn } from "../../domain/states";
import { html, type Html } from "../html";
import { caseTable } from "./caseTable";
import { addressForm, filterForm, olderLink } from "./filters";
import { funnelDrawing } from "./funnelDrawing";
import { needsYou, type Attention } from "./needsYou";
import { opsPage, type Viewer } from "./opsFrame";
import { waitingCounts } from "./waitingCounts";

/** What the picture and the counts are made of. */
export interface CasesWindow {
  readonly days: number;
  /** How many links were looked at, and whether there are more in these days. */
  readonly count: number;
  readonly most: number;
  readonly isCut: boolean;
}

export interface CasesView {
  readonly viewer: Viewer;
  readonly now: string;
  readonly callers: readonly Caller[];
  readonly attention: Attention;
  readonly funnel: readonly FunnelStage[];
  readonly waiting: Readonly<Record<WaitingOn, number>>;
  readonly window: CasesWindow;
  readonly filter: ListFilter;
  readonly page: ListPage;
  readonly isFirstPage: boolean;
}

const windowWords = ({ days, count, most, isCut }: CasesWindow): string =>
  isCut
    ? `The newest ${String(most)} links of the last ${String(days)} days; there are more.`
    : `${String(count)} ${count === 1 ? "link" : "links"} asked for in the last ${String(days)} days.`;

const overview = ({ funnel, waiting, window }: CasesView): Html =>
  html`<div class="two">
    <section aria-labelledby="funnel-heading">
      <h2 id="funnel-heading">How far links come</h2>
      <p class="small">${windowWords(window)}</p>
      ${window.count > 0 ? funnelDrawing(funnel) : html`<p>Nothing was asked for yet.</p>`}
    </section>
    <section aria-labelledby="waiting-heading">
      <h2 id="waiting-heading">Whom open cases wait for</h2>
      <p class="small">All that are open, however long ago they were asked for.</p>
      ${waitingCounts(waiting)}
    </section>
  </div>`;

const list = ({ page, filter, now, callers, isFirstPage, viewer }: CasesView): Html =>
  html`<section aria-labelledby="cases-heading" id="all">
    <h2 id="cases-heading">All cases</h2>
    ${filterForm(filter)} ${addressForm(viewer)}
    ${caseTable(page.items, { now, callers, isFiltered: Object.keys(filter).length > 0 })}
    <nav aria-label="Pages" class="pages">
      ${!isFirstPage && html`<a href="/ops#all">Newest</a>`}
      ${page.continuation && olderLink(filter, page.continuation)}
    </nav>
  </section>`;

/** `/ops`: who needs help first, then the whole picture, then every case. */
export const casesPage = (view: CasesView): string =>
  opsPage({
    title: "Cases",
    viewer: view.viewer,
    fresh: view.now,
    body: html`${needsYou(view)} ${overview(view)} ${list(view)}`,
  });
