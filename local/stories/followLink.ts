import { setTimeout as sleep } from "node:timers/promises";
import type { LinkView } from "../../domain/linkView";
import type { ProductApi } from "../stack/productApi";
import type { Stack } from "../stack";
import { isOverNow } from "../timeline/linkWords";
import type { Timeline } from "../timeline/timeline";
import { ticketId } from "./contosoRequest";
import { createWatch } from "./watch";

/** The story's link, as the ticketing system sees it by asking again and again. */
export interface FollowedLink {
  begin(id: string): void;
  now(): LinkView | undefined;
  isOver(): boolean;
  /** Asks once and tells the timeline what has happened. */
  look(): Promise<void>;
  /** Asks until it is true; gives up after a while. */
  until(what: string, isTrue: () => boolean): Promise<void>;
}

const patienceMs = 30_000;
const pauseMs = 100;

export function followLink(
  { sandbox }: Pick<Stack, "sandbox">,
  api: Pick<ProductApi, "link">,
  timeline: Timeline,
): FollowedLink {
  const watch = createWatch(sandbox, timeline, ticketId);
  let id = "";
  let link: LinkView | undefined;
  const look = async () => {
    // No answer is no news: the host may be down for a moment.
    if (id !== "") link = (await api.link(id).catch(() => undefined))?.link ?? link;
    watch(link);
  };
  return {
    begin: (linkId) => void (id = linkId),
    now: () => link,
    isOver: () => link !== undefined && isOverNow(link),
    look,
    until: async (what, isTrue) => {
      timeline.waitFor(what);
      for (const end = performance.now() + patienceMs; ; await sleep(pauseMs)) {
        await look();
        if (isTrue()) break;
        if (performance.now() > end)
          throw new Error(`It took too long: ${what}. The link is ${link?.status ?? "unknown"}.`);
      }
      timeline.waitFor("one moment");
    },
  };
}
