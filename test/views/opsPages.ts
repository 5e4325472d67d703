import type { EventType } from "../../domain/events";
import { needingAttention, countWaiting } from "../../domain/attention";
import { actions } from "../../domain/actions";
import { funnelOf } from "../../domain/funnel";
import type { Link, StoredEvent } from "../../domain/link";
import { summaryOf } from "../../domain/listing";
import type { Caller } from "../../domain/ports";
import { actionPage } from "../../views/ops/actionPage";
import { attentionPage } from "../../views/ops/attentionPage";
import { casePage } from "../../views/ops/casePage";
import { casesPage } from "../../views/ops/casesPage";
import { messagePage } from "../../views/ops/messagePage";
import { opsRefusal } from "../../views/ops/opsRefusals";
import { searchPage } from "../../views/ops/searchPage";
import { opsNow, someCalls } from "../support/opsCases";

/** Each page of /ops by name, for one link and whatever text somebody could have put in. */
export function everyOpsPage(link: Link, caller: Caller, text = "x"): [string, string][] {
  const viewer = { name: text, csrf: text, paused: true };
  const callers = [caller];
  const links = [summaryOf(link)];
  const page = { items: links, continuation: text };
  const now = opsNow;
  const calls = someCalls().map((call) => ({ ...call, step: text, path: text, requestId: text }));
  const events: StoredEvent[] = [
    { seq: 1, type: "link.requested", time: link.createdAt, data: {} },
    { seq: 2, type: text as EventType, time: link.createdAt, data: { by: text, [text]: text } },
    { seq: 3, type: "link.parked", time: now, data: { code: "end_overdue" } },
  ];
  const attention = {
    ...{ cases: needingAttention(links, now), most: 1000 },
    cut: ["needsOperator", "ending"] as const,
  };
  const cases = {
    ...{ viewer, now, callers, page },
    attention,
    funnel: funnelOf(links),
    waiting: countWaiting(links),
    window: { days: 30, count: 1, most: 1000, isCut: true },
    filter: { ticket: text, directory: text },
    isFirstPage: false,
  };
  const values = { reason: text, days: text, email: text, name: text };
  const back = { url: "/ops", name: "All cases" };
  const refusal = opsRefusal({ code: text, detail: text, allowedIn: [text] });
  return [
    ["cases", casesPage(cases)],
    ["attention", attentionPage({ viewer, now, callers, attention, from: 0 })],
    ["search", searchPage({ viewer, now, callers, address: text, page })],
    [
      "case",
      casePage({ viewer, now, callers, link, events, calls, allowed: actions, done: "cancel" }),
    ],
    ["refusal", messagePage({ viewer, ...refusal, back, code: text })],
    ...actions.map((action): [string, string] => [
      action,
      actionPage({ viewer, link, action, values, wrong: { reason: text, email: text } }),
    ]),
  ];
}
