import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Sessions } from "../domain/microsoftPorts";
import type { Clock } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";
import { requireAdministrator } from "./requireAdministrator";

/** Ends the account's sessions in the directory; tokens that are out already may live for another hour. */
export const createRevokeSessions =
  (links: Links, sessions: Sessions, now: Clock): Activity<"revokeSessions"> =>
  async ({ linkId }) => {
    const link = await loadForStep(links, linkId);
    const { objectId, sessionsRevokedAt: before } = link.account;
    if (!objectId || before) return null;
    const directory = await sessions.open(link);
    await requireAdministrator(directory, link);
    await directory.revokeSessions(objectId);
    const sessionsRevokedAt = now();
    await links.change(linkId, (row) =>
      withEvent(
        { ...row, account: { ...row.account, sessionsRevokedAt } },
        "account.sessionsRevoked",
        { objectId },
      ),
    );
    return null;
  };
