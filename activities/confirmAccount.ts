import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import { identityOf, isAsked } from "../domain/identity";
import type { Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { invited, loadForStep } from "./loadForStep";
import { requireAdministrator } from "./requireAdministrator";

/** After the sign-in: the directory itself says which identity accepted, and it is the one asked for. */
export const createConfirmAccount =
  (links: Links, sessions: Sessions): Activity<"confirmAccount"> =>
  async ({ linkId }) => {
    const link = await loadForStep(links, linkId);
    const { objectId } = invited(link);
    const directory = await sessions.open(link);
    await requireAdministrator(directory);
    const user = await directory.readUser(objectId);
    if (user.redemption === "pending")
      throw new LinkError(
        { code: "account_not_visible_yet", class: "settling" },
        `object ${objectId} is still shown as pending`,
      );
    const identity = identityOf(user);
    if (!isAsked(identity, link.request.account))
      throw new LinkError(
        { code: "account_mismatch", class: "needsPerson" },
        `object ${objectId} is a ${identity.kind} identity, which is not what was asked for`,
      );
    await links.change(linkId, (row) =>
      withEvent(row, "account.confirmed", { objectId, kind: identity.kind }),
    );
    return null;
  };
