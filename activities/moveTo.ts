import { moved } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Clock } from "../domain/ports";
import { isFinished } from "../domain/states";
import type { Links } from "../domain/storagePorts";
import { closeWait } from "../domain/waits";

/** Moves the link's status; a finished link gets its outcome in the same write. */
export const createMoveTo =
  (links: Links, now: Clock): Activity<"moveTo"> =>
  async ({ linkId, status }) => {
    await links.change(linkId, (link) => {
      if (link.status === status) return undefined;
      if (!isFinished(status)) return moved(link, status, now());
      const change = moved(closeWait(link), status, now());
      return { ...change, link: { ...change.link, outcome: status } };
    });
    return null;
  };
