import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { Link } from "../domain/link";
import type { Sessions } from "../domain/microsoftPorts";
import { openPair } from "../domain/openPair";
import type { Links, OpenLinks } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";
import { requireAdministrator } from "./requireAdministrator";

interface Ports {
  readonly links: Links;
  readonly sessions: Sessions;
  readonly openLinks: Pick<OpenLinks, "holder" | "countOthers">;
}

/** Another open link for the same account goes on to need it. */
async function isAwaited({ openLinks }: Ports, link: Link): Promise<boolean> {
  const { id, directory } = link;
  if (!directory) return false;
  const whose = openPair(link);
  // Whose guest it is cannot be told any more: another open link there may need it.
  if (!whose) return (await openLinks.countOthers(directory.tenantId, id)) > 0;
  const holder = await openLinks.holder(whose);
  return holder !== undefined && holder !== id;
}

/**
 * Removes the guest, if this link made it, it has no role any more and no other open link needs it;
 * reads back that it is gone.
 */
export const createRemoveGuest =
  (ports: Ports): Activity<"removeGuest"> =>
  async ({ linkId }) => {
    const { links, sessions } = ports;
    const link = await loadForStep(links, linkId);
    const { objectId, found, endedAs: before } = link.account;
    if (!objectId || found || before) return null;
    const directory = await sessions.open(link);
    await requireAdministrator(directory, link);
    const note = async (endedAs: "removed" | "kept") => {
      await links.change(linkId, (row) =>
        withEvent({ ...row, account: { ...row.account, endedAs } }, `account.${endedAs}`, {
          objectId,
        }),
      );
      return null;
    };
    if ((await directory.hasAnyRole(objectId)) || (await isAwaited(ports, link)))
      return note("kept");
    await directory.removeUser(objectId);
    if (await directory.hasUser(objectId))
      throw new LinkError(
        { code: "account_not_visible_yet", class: "settling" },
        `object ${objectId} is still shown after its removal`,
      );
    return note("removed");
  };
