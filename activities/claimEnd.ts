import type { Activity } from "../domain/contract";
import { withEvent } from "../domain/changes";
import type { Link } from "../domain/link";
import type { FollowUps, Links } from "../domain/storagePorts";

const claimed = (link: Link, runId: string) =>
  link.ending?.runId === null
    ? withEvent({ ...link, ending: { ...link.ending, runId } }, "access.endStarted")
    : undefined;

/** The first run that ends a link's access owns that; its waits are numbered on from the last one. */
export const createClaimEnd =
  (links: Links, followUps: FollowUps): Activity<"claimEnd"> =>
  async ({ linkId, runId }) => {
    const { ending } = await links.change(linkId, (link) => claimed(link, runId));
    await followUps.done({ kind: "startEnd", linkId, detail: "" });
    await followUps.done({ kind: "endDate", linkId, detail: "" });
    return {
      mine: ending?.runId === runId,
      lastWait: ending?.lastWait ?? 0,
      proven: (ending?.proof ?? null) !== null,
    };
  };
