import { isAction, type Action } from "../../domain/actions";
import type { CallRecord } from "../../domain/callRecords";
import { caseTimeline } from "../../domain/caseTimeline";
import type { Link, StoredEvent } from "../../domain/link";
import type { Caller } from "../../domain/ports";
import { directoryName } from "../aboutLink";
import { html, type Html } from "../html";
import { doneWords } from "./actionWords";
import { actionButtons } from "./actionButtons";
import { callsTable } from "./callsTable";
import { caseHead } from "./caseHead";
import { caseRequest } from "./caseRequest";
import { caseState } from "./caseState";
import { eventsTable } from "./eventsTable";
import { evidenceLinks, rawIds } from "./caseProof";
import { mailsSent } from "./mailsSent";
import { opsPage, type Viewer } from "./opsFrame";
import { timelineDrawing } from "./timelineDrawing";

export interface CaseView {
  readonly viewer: Viewer;
  readonly now: string;
  readonly callers: readonly Caller[];
  readonly link: Link;
  readonly events: readonly StoredEvent[];
  readonly calls: readonly CallRecord[];
  readonly allowed: readonly Action[];
  /** What this operator has just done here. */
  readonly done: string | undefined;
}

const doneNote = (done: string | undefined): Html | undefined =>
  isAction(done) ? html`<p class="done" role="status">${doneWords[done]}</p>` : undefined;

const section = (id: string, title: string, body: Html): Html =>
  html`<section class="card" aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${body}
  </section>`;

/** `/ops/links/{id}`: one case, from what to do now down to the ids that Microsoft asks for. */
export function casePage(view: CaseView): string {
  const { link, events, calls, now } = view;
  return opsPage({
    title: directoryName(link),
    viewer: view.viewer,
    fresh: now,
    crumb: html`<a href="/ops">All cases</a>`,
    body: html`${doneNote(view.done)} ${caseHead(view)} ${actionButtons(link, view.allowed)}
      ${section("timeline", "Timeline", timelineDrawing(caseTimeline(link, events, now)))}
      <div class="halves">
        <div>
          ${section("request", "What was asked for", caseRequest(view))}
          ${section("mails", "Mails sent", mailsSent(link))}
        </div>
        <div>
          ${section("state", "How it stands", caseState(link))}
          ${section("evidence", "Evidence and ids", html`${evidenceLinks(link)} ${rawIds(link)}`)}
        </div>
      </div>
      ${section("calls", "Calls to Microsoft", callsTable(calls))}
      ${section("events", "Events", eventsTable(events))}`,
  });
}
