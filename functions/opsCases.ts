import { countWaiting, needingAttention } from "../domain/attention";
import { funnelOf } from "../domain/funnel";
import type { Listing } from "../domain/listing";
import type { Caller, Clock } from "../domain/ports";
import type { KnownCallers } from "../domain/publishing";
import { isFinished } from "../domain/states";
import { casesPage } from "../views/ops/casesPage";
import { mostInWindow, readStanding, readWindow, windowDays } from "./casesWindow";
import type { Door } from "./doors";
import { asOps, showOps, type DeskPorts } from "./opsAnswer";
import { opsFilter } from "./opsFilter";

export interface CasesPorts extends DeskPorts {
  readonly listing: Listing;
  readonly callers: readonly Caller[];
  readonly knownCallers: KnownCallers["knownCallers"];
  readonly now: Clock;
}

export const shownCases = 50;

/** `GET /ops`: every case of every caller, those that need help first. */
export const createOpsCases = (ports: CasesPorts): Door =>
  asOps(ports, async ({ request, viewer }) => {
    const { listing, callers } = ports;
    const query = new URL(request.url).searchParams;
    const filter = opsFilter(query);
    const after = query.get("after");
    const asked = { listing, callerIds: await ports.knownCallers(), now: ports.now() };
    const { callerIds, now } = asked;
    const [window, standing, page] = await Promise.all([
      readWindow(asked),
      readStanding(asked),
      listing.page({ callerIds, filter, top: shownCases, continuation: after }),
    ]);
    const open = window.links.filter(({ status }) => !isFinished(status));
    return showOps(
      casesPage({
        ...{ viewer, now, callers, filter, page },
        attention: needingAttention([...window.links, ...standing], now),
        funnel: funnelOf(window.links),
        waiting: countWaiting(open),
        window: {
          days: windowDays,
          count: window.links.length,
          most: mostInWindow,
          isCut: window.isCut,
        },
        isFirstPage: after === null,
      }),
    );
  });
