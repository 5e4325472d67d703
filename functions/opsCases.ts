import type { HttpRequest } from "@azure/functions";
import { countWaiting, needingAttention } from "../domain/attention";
import { funnelOf } from "../domain/funnel";
import type { Listing } from "../domain/listing";
import type { Caller, Clock } from "../domain/ports";
import type { KnownCallers } from "../domain/publishing";
import { attentionPage } from "../views/ops/attentionPage";
import { casesPage } from "../views/ops/casesPage";
import { createCasesWindow, mostInWindow, mostStanding, windowDays } from "./casesWindow";
import type { Door } from "./doors";
import { asOps, showOps, type DeskPorts } from "./opsAnswer";
import { hasJustActed } from "./opsDone";
import { opsFilter, opsFrom } from "./opsFilter";

export interface CasesPorts extends DeskPorts {
  readonly listing: Listing;
  readonly callers: readonly Caller[];
  readonly knownCallers: KnownCallers["knownCallers"];
  readonly now: Clock;
}

export const shownCases = 50;

/** `GET /ops`: every case of every caller, those that need help first; `?attention=` has all of these. */
export function createOpsCases(ports: CasesPorts): Door {
  const { listing, callers, settings } = ports;
  const readWindow = createCasesWindow(ports);
  const look = async (request: HttpRequest) => {
    const window = await readWindow(hasJustActed(settings, request));
    const now = ports.now();
    const cases = needingAttention([...window.links, ...window.open], now);
    return { window, now, attention: { cases, most: mostStanding, cut: window.cut } };
  };
  return asOps(ports, async ({ request, viewer }) => {
    const query = new URL(request.url).searchParams;
    const [filter, from, after] = [opsFilter(query), opsFrom(query), query.get("after")];
    if (from !== undefined) {
      const { now, attention } = await look(request);
      return showOps(attentionPage({ viewer, now, callers, attention, from }));
    }
    const callerIds = await ports.knownCallers();
    const [{ window, now, attention }, page] = await Promise.all([
      look(request),
      listing.page({ callerIds, filter, top: shownCases, continuation: after }),
    ]);
    const { links, isCut } = window;
    return showOps(
      casesPage({
        ...{ viewer, now, callers, filter, page, attention },
        funnel: funnelOf(links),
        waiting: countWaiting(window.open),
        window: { days: windowDays, count: links.length, most: mostInWindow, isCut },
        isFirstPage: after === null,
      }),
    );
  });
}
