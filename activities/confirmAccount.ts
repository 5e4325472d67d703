import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { Link } from "../domain/link";
import type { Sessions } from "../domain/microsoftPorts";
import type { Clock } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { invited, loadForStep } from "./loadForStep";
import { requireAdministrator } from "./requireAdministrator";
import { requireSameAccount } from "./requireSameAccount";

/** An end date that is over: a role given now would have to be taken back at once. */
function refusePastEnd({ id, request: { accessUntil } }: Link, now: string): void {
  if (accessUntil === null || Date.parse(accessUntil) > Date.parse(now)) return;
  throw new LinkError(
    { code: "end_date_passed", class: "needsPerson" },
    `link ${id} was to end at ${accessUntil}`,
  );
}

/** After the sign-in: the directory itself says which identity accepted, and it is the one asked for. */
export const createConfirmAccount =
  (links: Links, sessions: Sessions, now: Clock): Activity<"confirmAccount"> =>
  async ({ linkId }) => {
    const link = await loadForStep(links, linkId);
    const { objectId } = invited(link);
    refusePastEnd(link, now());
    const directory = await sessions.open(link);
    await requireAdministrator(directory, link);
    const { kind } = await requireSameAccount(directory, link);
    await links.change(linkId, (row) => withEvent(row, "account.confirmed", { objectId, kind }));
    return null;
  };
