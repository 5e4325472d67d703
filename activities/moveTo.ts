import { moved } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Link } from "../domain/link";
import { openPair } from "../domain/openPair";
import type { Clock } from "../domain/ports";
import { eraseDueAt, purgeDueAt, type Retention } from "../domain/retention";
import { isFinished, type Status } from "../domain/states";
import type { FollowUps, Links, OpenLinks } from "../domain/storagePorts";
import { closeWait } from "../domain/waits";

interface Ports {
  readonly links: Links;
  readonly followUps: FollowUps;
  readonly openLinks: Pick<OpenLinks, "release">;
  readonly retention: Retention;
  readonly now: Clock;
}

/**
 * Notes what has to go some time after a link's end, before it is finished: who finds a note looks at the
 * link again, so one too many does no harm.
 */
async function noteRetention({ followUps, retention }: Ports, link: Link, at: string) {
  const { id: linkId, until } = link;
  const ends = { since: at, until };
  const note = (kind: "purge" | "erase", dueAt: string) =>
    followUps.note({ kind, linkId, detail: at, dueAt });
  await note("purge", purgeDueAt(ends, retention));
  await note("erase", eraseDueAt(ends, retention));
}

/** When the agreed roles were given is remembered. */
const reached = (link: Link, status: Status, now: string): Link =>
  status === "linked" ? { ...link, linkedAt: now } : link;

/** Moves the link's status; a finished link gets its outcome in the same write. */
export const createMoveTo =
  (ports: Ports): Activity<"moveTo"> =>
  async ({ linkId, status }) => {
    const { links, now } = ports;
    const at = now();
    const before = await links.read(linkId);
    if (before && isFinished(status) && before.status !== status)
      await noteRetention(ports, before, at);
    const after = await links.change(linkId, (link) => {
      if (link.status === status) return undefined;
      if (!isFinished(status)) return moved(reached(link, status, at), status, at);
      const change = moved(closeWait(link), status, at);
      return { ...change, link: { ...change.link, outcome: status } };
    });
    // A finished link holds nothing; its row only costs whoever counts, and is of an address.
    const pair = isFinished(after.status) ? openPair(after) : undefined;
    if (pair) await ports.openLinks.release(pair, linkId);
    return null;
  };
