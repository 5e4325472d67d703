import { moved } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Clock } from "../domain/ports";
import type { Link } from "../domain/link";
import { isFinished, type Status } from "../domain/states";
import type { Links } from "../domain/storagePorts";
import { closeWait } from "../domain/waits";

/** When the agreed roles were given is remembered. */
const reached = (link: Link, status: Status, now: string): Link =>
  status === "linked" ? { ...link, linkedAt: now } : link;

/** Moves the link's status; a finished link gets its outcome in the same write. */
export const createMoveTo =
  (links: Links, now: Clock): Activity<"moveTo"> =>
  async ({ linkId, status }) => {
    await links.change(linkId, (link) => {
      if (link.status === status) return undefined;
      if (!isFinished(status)) return moved(reached(link, status, now()), status, now());
      const change = moved(closeWait(link), status, now());
      return { ...change, link: { ...change.link, outcome: status } };
    });
    return null;
  };
