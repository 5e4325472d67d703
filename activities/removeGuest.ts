import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { ObjectId } from "../domain/ids";
import type { Directory, Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";

/** Who holds a role that we did not give is needed for something else, and stays. */
async function isNeeded(directory: Directory, objectId: ObjectId): Promise<boolean> {
  return (await directory.roleAssignments(objectId)).length > 0;
}

/** Removes the guest, if this link made it and it holds no role any more; reads back that it is gone. */
export const createRemoveGuest =
  (links: Links, sessions: Sessions): Activity<"removeGuest"> =>
  async ({ linkId }) => {
    const link = await loadForStep(links, linkId);
    const { objectId, found, endedAs: before } = link.account;
    if (!objectId || found || before) return null;
    const directory = await sessions.open(link);
    const note = async (endedAs: "removed" | "kept") => {
      await links.change(linkId, (row) =>
        withEvent({ ...row, account: { ...row.account, endedAs } }, `account.${endedAs}`, {
          objectId,
        }),
      );
      return null;
    };
    if (await isNeeded(directory, objectId)) return note("kept");
    await directory.removeUser(objectId);
    if (await directory.hasUser(objectId))
      throw new LinkError(
        { code: "account_not_visible_yet", class: "settling" },
        `object ${objectId} is still shown after its removal`,
      );
    return note("removed");
  };
