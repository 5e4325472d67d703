import { moved } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Links } from "../domain/storagePorts";

/** Parks a link that cannot go on by itself, with the reason and the status it goes on from. */
export const createPark =
  (links: Links): Activity<"park"> =>
  async ({ linkId, step, failure, now, until }) => {
    await links.change(linkId, (link) => {
      if (link.status === until) return undefined;
      const from = link.parked?.from ?? link.status;
      const parked = { code: failure.code, step, at: now, from };
      const change = moved({ ...link, parked }, until, now);
      const reason = { type: "link.parked", data: { code: failure.code, step } };
      return { link: change.link, events: [...change.events, reason] };
    });
    return null;
  };
