import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { withRole } from "./assignRole";
import { invited } from "./loadForStep";

/** Takes back every role this link assigned or was about to; an assignment already gone counts as done. */
export const createUndoRoles =
  (links: Links, sessions: Sessions): Activity<"undoRoles"> =>
  async ({ linkId }) => {
    const link = await links.read(linkId);
    const ours =
      link?.roles.filter((role) => role.state === "assigned" || role.state === "assigning") ?? [];
    if (!link || ours.length === 0) return null;
    const { objectId } = invited(link);
    const directory = await sessions.open(link);
    const held = await directory.roleAssignments(objectId);
    for (const { templateId } of ours) {
      for (const one of held.filter((assignment) => assignment.templateId === templateId))
        await directory.removeRole(one.id);
      await links.change(linkId, (row) =>
        withEvent(withRole(row, templateId, "removed"), "role.removed", { objectId, templateId }),
      );
    }
    return null;
  };
