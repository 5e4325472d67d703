import type { Activity } from "../domain/contract";
import type { Link } from "../domain/link";
import type { Undone } from "../domain/linkParts";
import { roleNameOf } from "../domain/roles";
import type { Links } from "../domain/storagePorts";

/** Deep link to one user of one directory in the Entra admin centre. */
export const userBlade = (tenantId: string, objectId: string): string =>
  `https://entra.microsoft.com/${tenantId}#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/${objectId}`;

/** An invitation was sent and its answer never came: there may be a guest, and we cannot tell. */
export const perhapsInvited = (link: Link, tenantId: string): Undone => ({
  what: `Guest account ${link.request.account.email} (perhaps: Microsoft's answer to the invitation was lost)`,
  result: "left",
  how: `https://entra.microsoft.com/${tenantId}#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers`,
});

function report(link: Link): Undone[] {
  const { directory, account } = link;
  const blade =
    directory && account.objectId ? userBlade(directory.tenantId, account.objectId) : null;
  const roles = link.roles
    .filter((role) => role.state !== "planned" && role.state !== "heldBefore")
    .map((role): Undone => {
      const what = `Role ${roleNameOf(role.templateId)} of ${link.request.account.email}`;
      return role.state === "removed"
        ? { what, result: "done", how: null }
        : { what, result: "left", how: blade };
    });
  // Deleting a guest needs a permission that is asked for at the end of a link only, never at consent.
  const keepsRole = roles.some((role) => role.result === "left");
  const guest: Undone = {
    what: `Guest account ${link.request.account.email}${keepsRole ? "" : " (it holds no role from us)"}`,
    result: "left",
    how: blade,
  };
  if (account.objectId) return account.found ? roles : [...roles, guest];
  return account.inviteIntentAt && directory ? [perhapsInvited(link, directory.tenantId)] : [];
}

/** Says of each thing done so far whether it was taken back or had to stay, and where to remove it. */
export const createReportUndo =
  (links: Links): Activity<"reportUndo"> =>
  async ({ linkId }) => {
    await links.change(linkId, (link) => {
      if (link.undone.length > 0) return undefined;
      const undone = report(link);
      const roles = link.roles.map((role) =>
        role.state === "assigned" || role.state === "assigning"
          ? { ...role, state: "left" as const }
          : role,
      );
      const left = undone.filter((item) => item.result === "left").length;
      return {
        link: { ...link, undone, roles },
        events: [{ type: "link.undone", data: { done: undone.length - left, left } }],
      };
    });
    return null;
  };
