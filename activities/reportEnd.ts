import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Link } from "../domain/link";
import type { Undone } from "../domain/linkParts";
import { roleNameOf } from "../domain/roles";
import type { Links } from "../domain/storagePorts";
import { perhapsInvited, userBlade } from "./reportUndo";

const item = (what: string, isDone: boolean, how: string | null): Undone =>
  isDone ? { what, result: "done", how: null } : { what, result: "left", how };

function rolesOf({ roles, request }: Link, blade: string | null): Undone[] {
  return roles
    .filter(({ state }) => state !== "planned" && state !== "heldBefore")
    .map(({ templateId, state }) =>
      item(
        `Role ${roleNameOf(templateId)} of ${request.account.email}`,
        state === "removed",
        blade,
      ),
    );
}

/** Only a guest that this link made is removed by it. */
function accountOf(link: Link, blade: string | null): Undone[] {
  const { account, request, directory } = link;
  if (!account.objectId)
    return account.inviteIntentAt && directory ? [perhapsInvited(link, directory.tenantId)] : [];
  const { email } = request.account;
  const sessions = item(`Sessions of ${email}`, account.sessionsRevokedAt !== null, blade);
  if (account.found) return [sessions];
  const why =
    account.endedAs === "kept" ? " (it still has a role, or another request needs it)" : "";
  return [sessions, item(`Guest account ${email}${why}`, account.endedAs === "removed", blade)];
}

/** The flag cannot be told from one that somebody else set meanwhile. */
const flagOf = ({ writeback: { flag } }: Link): Undone[] =>
  flag?.before === false && flag.answer === "accepted"
    ? [item("Flag for password write-back of the directory", false, null)]
    : [];

/** Says of each thing this link did whether it was taken back or had to stay, and where to remove it. */
export const createReportEnd =
  (links: Links): Activity<"reportEnd"> =>
  async ({ linkId }) => {
    await links.change(linkId, (link) => {
      if (link.ending?.isReported) return undefined;
      const { directory, account } = link;
      const blade =
        directory && account.objectId ? userBlade(directory.tenantId, account.objectId) : null;
      const undone = [...rolesOf(link, blade), ...accountOf(link, blade), ...flagOf(link)];
      const left = undone.filter((one) => one.result === "left").length;
      const ending = link.ending && { ...link.ending, isReported: true };
      const data = { done: undone.length - left, left };
      return withEvent({ ...link, undone, ending }, "access.ended", data);
    });
    return null;
  };
