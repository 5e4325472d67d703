import type { Activity } from "../domain/contract";
import { withEvent } from "../domain/changes";
import type { FollowUps, Links } from "../domain/storagePorts";

/** The first run of a link owns it; a second one (two starts, a start after the end) learns so here. */
export const createClaimRun =
  (links: Links, followUps: FollowUps): Activity<"claimRun"> =>
  async ({ linkId, runId }) => {
    const link = await links.change(linkId, (before) =>
      before.runId === null ? withEvent({ ...before, runId }, "link.started") : undefined,
    );
    await followUps.done({ kind: "start", linkId, detail: "" });
    return { mine: link.runId === runId };
  };
