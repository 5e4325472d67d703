import type { Activity } from "../domain/contract";
import { withEvent } from "../domain/changes";
import type { Link } from "../domain/link";
import type { Sessions } from "../domain/microsoftPorts";
import { openPair } from "../domain/openPair";
import type { FollowUps, Links, OpenLinks } from "../domain/storagePorts";

const claimed = (link: Link, runId: string) =>
  link.ending?.runId === null
    ? withEvent({ ...link, ending: { ...link.ending, runId } }, "access.endStarted")
    : undefined;

interface Ports {
  readonly links: Links;
  readonly followUps: FollowUps;
  readonly sessions: Pick<Sessions, "forget">;
  readonly openLinks: Pick<OpenLinks, "claim">;
}

/**
 * The first run that ends a link's access owns that; its waits are numbered on from the last one. The
 * session of the consent is of no use any more: the end works with the one that was made for it.
 */
export const createClaimEnd =
  ({ links, followUps, sessions, openLinks }: Ports): Activity<"claimEnd"> =>
  async ({ linkId, runId }) => {
    const link = await links.change(linkId, (row) => claimed(row, runId));
    const { ending, consent } = link;
    const pair = openPair(link);
    // Open again: nobody asks anew for an account that is being removed. Another link that has it already keeps its guest.
    if (pair && link.status === "ending") await openLinks.claim(pair, linkId);
    if (consent) await sessions.forget(linkId, consent.sessionId);
    await followUps.done({ kind: "startEnd", linkId, detail: "" });
    await followUps.done({ kind: "endDate", linkId, detail: "" });
    return {
      mine: ending?.runId === runId,
      lastWait: ending?.lastWait ?? 0,
      proven: (ending?.proof ?? null) !== null,
    };
  };
