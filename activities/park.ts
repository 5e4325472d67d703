import { moved } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Links } from "../domain/storagePorts";

/** Parks a link that the product cannot help by itself, with the reason and where it goes on. */
export const createPark =
  (links: Links): Activity<"park"> =>
  async ({ linkId, step, failure, now }) => {
    await links.change(linkId, (link) => {
      if (link.status === "needsOperator") return undefined;
      const parked = { code: failure.code, step, at: now, from: link.status };
      const change = moved({ ...link, parked }, "needsOperator", now);
      const reason = { type: "link.parked", data: { code: failure.code, step } };
      return { link: change.link, events: [...change.events, reason] };
    });
    return null;
  };
