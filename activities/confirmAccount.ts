import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { invited, loadForStep } from "./loadForStep";
import { requireAdministrator } from "./requireAdministrator";
import { requireSameAccount } from "./requireSameAccount";

/** After the sign-in: the directory itself says which identity accepted, and it is the one asked for. */
export const createConfirmAccount =
  (links: Links, sessions: Sessions): Activity<"confirmAccount"> =>
  async ({ linkId }) => {
    const link = await loadForStep(links, linkId);
    const { objectId } = invited(link);
    const directory = await sessions.open(link);
    await requireAdministrator(directory);
    const { kind } = await requireSameAccount(directory, link);
    await links.change(linkId, (row) => withEvent(row, "account.confirmed", { objectId, kind }));
    return null;
  };
