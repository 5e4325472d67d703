import { moved } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Clock } from "../domain/ports";
import { isFinished, type Outcome, type Status } from "../domain/states";
import type { Links } from "../domain/storagePorts";

const outcomes: readonly string[] = ["completed", "failed", "declined", "expired", "cancelled"];
const isOutcome = (status: Status): status is Status & Outcome => outcomes.includes(status);

/** Moves the link's status; a finished link gets its outcome in the same write. */
export const createMoveTo =
  (links: Links, now: Clock): Activity<"moveTo"> =>
  async ({ linkId, status }) => {
    await links.change(linkId, (link) => {
      if (link.status === status) return undefined;
      const change = moved({ ...link, wait: isFinished(status) ? null : link.wait }, status, now());
      return isOutcome(status) ? { ...change, link: { ...change.link, outcome: status } } : change;
    });
    return null;
  };
