import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { FoundAccount } from "../domain/link";
import type { Directory, DirectoryUser, Sessions } from "../domain/microsoftPorts";
import { plainLine } from "../domain/plainText";
import type { Links } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";

async function describe(directory: Directory, user: DirectoryUser): Promise<FoundAccount> {
  const roles = await directory.roleAssignments(user.objectId);
  const { objectId, userType, createdAt } = user;
  return {
    objectId,
    userType,
    createdAt,
    // People of the directory choose these names.
    name: plainLine(user.name, 200),
    userPrincipalName: plainLine(user.userPrincipalName, 200),
    redeemedAt: user.redemption === "accepted" ? user.redeemedAt : null,
    roles: roles.map((role) => role.templateId),
  };
}

/**
 * Before anything is written: is an account with this address there already? One that we did not
 * make is only noted; the administrator has to say that it is the one that is meant.
 */
export const createFindAccount =
  (links: Links, sessions: Sessions): Activity<"findAccount"> =>
  async ({ linkId }) => {
    const link = await loadForStep(links, linkId);
    const { found, objectId, inviteIntentAt } = link.account;
    if (found) return { isThere: true };
    if (objectId ?? inviteIntentAt) return { isThere: false };
    const directory = await sessions.open(link);
    const [user, ...others] = await directory.findByAddress(link.request.account.email);
    if (!user) return { isThere: false };
    if (others.length > 0)
      throw new LinkError(
        { code: "account_ambiguous", class: "needsPerson" },
        `objects ${[user, ...others].map((one) => one.objectId).join(", ")} share the address`,
      );
    const account = await describe(directory, user);
    await links.change(linkId, (row) =>
      withEvent({ ...row, account: { ...row.account, found: account } }, "account.found", {
        objectId: account.objectId,
        userType: account.userType,
      }),
    );
    return { isThere: true };
  };
