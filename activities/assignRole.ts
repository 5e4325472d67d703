import { withEvent, type Change } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { RoleTemplateId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { invited, loadForStep } from "./loadForStep";

type RoleState = Link["roles"][number]["state"];

export const withRole = (link: Link, templateId: string, state: RoleState): Link => ({
  ...link,
  roles: link.roles.map((role) => (role.templateId === templateId ? { ...role, state } : role)),
});

const stateOf = (link: Link, templateId: RoleTemplateId): RoleState | undefined =>
  link.roles.find((role) => role.templateId === templateId)?.state;

const noted = (link: Link, templateId: RoleTemplateId): Change | undefined =>
  stateOf(link, templateId) === "planned"
    ? { link: withRole(link, templateId, "assigning"), events: [] }
    : undefined;

/**
 * Assigns one role: looks first, assigns, and is done only when the directory shows it. The intent
 * is in the row before the call, so that undoing knows of a write whose answer was lost.
 */
export const createAssignRole =
  (links: Links, sessions: Sessions): Activity<"assignRole"> =>
  async ({ linkId, templateId }) => {
    const before = await loadForStep(links, linkId);
    if (stateOf(before, templateId) === "assigned") return null;
    const { objectId } = invited(before);
    const directory = await sessions.open(before);
    const holds = async () =>
      (await directory.roleAssignments(objectId)).some((one) => one.templateId === templateId);
    await links.change(linkId, (link) => noted(link, templateId));
    if (!(await holds())) {
      await directory.assignRole(objectId, templateId);
      if (!(await holds()))
        throw new LinkError(
          { code: "role_not_visible_yet", class: "settling" },
          `role ${templateId} of ${objectId} is not visible yet`,
        );
    }
    await links.change(linkId, (link) =>
      withEvent(withRole(link, templateId, "assigned"), "role.assigned", { objectId, templateId }),
    );
    return null;
  };
