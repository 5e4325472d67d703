import { withEvent, type Change } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Link } from "../domain/link";
import type { FoundAccount } from "../domain/linkParts";
import type { Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";
import { lookUpAccount } from "./lookUpAccount";

/** Notes an account that we did not make: the administrator has to say that it is the one that is meant. */
export const withFoundAccount = (link: Link, found: FoundAccount): Change =>
  withEvent({ ...link, account: { ...link.account, found } }, "account.found", {
    objectId: found.objectId,
    userType: found.userType,
  });

/** Of the first edition of the story: is an account with this address there already? `preflight` has its place. */
export const createFindAccount =
  (links: Links, sessions: Sessions): Activity<"findAccount"> =>
  async ({ linkId }) => {
    const link = await loadForStep(links, linkId);
    const { found, objectId, inviteIntentAt } = link.account;
    if (found) return { isThere: true };
    if (objectId ?? inviteIntentAt) return { isThere: false };
    const seen = await lookUpAccount(await sessions.open(link), link.request.account.email);
    if (!seen) return { isThere: false };
    await links.change(linkId, (row) => withFoundAccount(row, seen.account));
    return { isThere: true };
  };
