import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { ObjectId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Directory, DirectoryUser, Sessions } from "../domain/microsoftPorts";
import type { Clock } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";

/** Clocks of two machines: how much earlier than our intent Graph's creation time may read. */
const clockSkewMs = 5 * 60 * 1000;

/** True for the guest that our own invitation made, when its answer never reached us. */
const isOurs = (user: DirectoryUser, intentAt: string | null): boolean =>
  intentAt !== null &&
  user.redemption === "pending" &&
  Date.parse(user.createdAt) >= Date.parse(intentAt) - clockSkewMs;

/** The object for this address: ours from an earlier try, or newly invited. */
async function findOrInvite(link: Link, directory: Directory, portal: string): Promise<ObjectId> {
  const { email, name } = link.request.account;
  const found = await directory.findByAddress(email);
  if (!found)
    return directory.invite({ address: email, ...(name ? { name } : {}), redirectUrl: portal });
  if (isOurs(found, link.account.inviteIntentAt)) return found.objectId;
  throw new LinkError(
    { code: "account_already_in_directory", class: "needsPerson" },
    `object ${found.objectId} has the address already and was not made by this link`,
  );
}

/**
 * Invites the outside account once: the intent is written first, then it looks, then it invites
 * (Graph documents no way to repeat an invitation safely). The guest gets no role here.
 */
export const createInviteAccount =
  (ports: { links: Links; sessions: Sessions; now: Clock }): Activity<"inviteAccount"> =>
  async ({ linkId }) => {
    const { links, sessions, now } = ports;
    const before = await loadForStep(links, linkId);
    if (before.account.objectId || !before.directory) return null;
    const directory = await sessions.open(before);
    const link = await links.change(linkId, (row) =>
      row.account.inviteIntentAt
        ? undefined
        : { link: { ...row, account: { ...row.account, inviteIntentAt: now() } }, events: [] },
    );
    const objectId = await findOrInvite(
      link,
      directory,
      `https://entra.microsoft.com/${before.directory.tenantId}`,
    );
    await links.change(linkId, (row) =>
      withEvent({ ...row, account: { ...row.account, objectId } }, "account.invited", { objectId }),
    );
    return null;
  };
