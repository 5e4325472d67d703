import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { Link } from "../domain/link";
import type { Directory, Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { withRole } from "./assignRole";
import { invited } from "./loadForStep";

type RoleOfLink = Link["roles"][number];

/** Assignments that our own call made; whatever else the account holds is not ours. */
const ours = (link: Link): (RoleOfLink & { assignmentId: string })[] =>
  link.roles.flatMap((role) =>
    role.assignmentId !== null && (role.state === "assigned" || role.state === "assigning")
      ? [{ ...role, assignmentId: role.assignmentId }]
      : [],
  );

/** Removes one assignment. An unknown id is gone only if we saw it before; else it is not visible yet. */
async function remove(
  directory: Directory,
  role: RoleOfLink & { assignmentId: string },
): Promise<void> {
  const removed = await directory.removeRole(role.assignmentId);
  if (removed || role.state === "assigned") return;
  throw new LinkError(
    { code: "role_not_visible_yet", class: "settling" },
    `role assignment ${role.assignmentId} is not visible yet, so it cannot be removed yet`,
  );
}

/** Takes back every role this link assigned, and reads back that none of them is left. */
export const createUndoRoles =
  (links: Links, sessions: Sessions): Activity<"undoRoles"> =>
  async ({ linkId }) => {
    const link = await links.read(linkId);
    if (!link || ours(link).length === 0) return null;
    const { objectId } = invited(link);
    const directory = await sessions.open(link);
    for (const role of ours(link)) {
      await remove(directory, role);
      // It was there: where a later part fails, the next try takes its unknown id for gone.
      if (role.state === "assigning")
        await links.change(linkId, (row) => ({
          link: withRole(row, role.templateId, { state: "assigned" }),
          events: [],
        }));
    }
    const left = await directory.roleAssignments(objectId);
    for (const { templateId, assignmentId } of ours(link)) {
      if (left.some((one) => one.id === assignmentId))
        throw new LinkError(
          { code: "role_not_visible_yet", class: "settling" },
          `role assignment ${assignmentId} is still shown after its removal`,
        );
      await links.change(linkId, (row) =>
        withEvent(withRole(row, templateId, { state: "removed" }), "role.removed", {
          objectId,
          templateId,
        }),
      );
    }
    return null;
  };
