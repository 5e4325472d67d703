import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { ObjectId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Directory, DirectoryUser, Sessions } from "../domain/microsoftPorts";
import type { Clock } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";
import { requireAdministrator } from "./requireAdministrator";

/** Clocks of two machines: how much earlier than our intent Graph's creation time may read. */
const clockSkewMs = 2 * 60 * 1000;
/** Tries that belong together: as long as a lost invitation may stay invisible (Graph: 15 minutes). */
const episodeMs = 20 * 60 * 1000;

/** True for the guest that an earlier try of ours made, when its answer never reached us. */
function isOurs(user: DirectoryUser, { request, account }: Link): boolean {
  if (account.inviteIntentAt === null) return false;
  const since = Date.parse(user.createdAt) - Date.parse(account.inviteIntentAt);
  const inTime = since >= -clockSkewMs && since <= episodeMs;
  const untouched = user.userType === "Guest" && user.redemption === "pending";
  return inTime && untouched && user.mail?.toLowerCase() === request.account.email;
}

/** Our own guest from an earlier try, or undefined where nobody has the address; anybody else parks. */
async function findOwn(directory: Directory, link: Link): Promise<ObjectId | undefined> {
  const [found, ...others] = await directory.findByAddress(link.request.account.email);
  if (!found) return undefined;
  if (others.length === 0 && isOurs(found, link)) return found.objectId;
  throw new LinkError(
    { code: "account_already_in_directory", class: "needsPerson" },
    `object ${found.objectId} has the address already and was not made by this link`,
  );
}

const withIntent = (link: Link, now: string): Link => {
  const first = link.account.inviteIntentAt;
  const isNew = first === null || Date.parse(now) - Date.parse(first) > episodeMs;
  return { ...link, account: { ...link.account, inviteIntentAt: isNew ? now : first } };
};

/**
 * Invites the outside account once: it looks first, writes its intent, then invites (Graph documents
 * no way to repeat an invitation safely). The guest gets no role here.
 */
export const createInviteAccount =
  (ports: { links: Links; sessions: Sessions; now: Clock }): Activity<"inviteAccount"> =>
  async ({ linkId }) => {
    const { links, sessions, now } = ports;
    const link = await loadForStep(links, linkId);
    if (link.account.objectId || !link.directory) return null;
    const { email: address, name } = link.request.account;
    const redirectUrl = `https://entra.microsoft.com/${link.directory.tenantId}`;
    const directory = await sessions.open(link);
    await requireAdministrator(directory, link);
    let objectId = await findOwn(directory, link);
    if (!objectId) {
      await links.change(linkId, (row) => ({ link: withIntent(row, now()), events: [] }));
      objectId = await directory.invite({ address, ...(name ? { name } : {}), redirectUrl });
    }
    const made = objectId;
    await links.change(linkId, (row) =>
      withEvent({ ...row, account: { ...row.account, objectId: made } }, "account.invited", {
        objectId: made,
      }),
    );
    return null;
  };
