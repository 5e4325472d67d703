import { withEvent, type Change } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { LinkId, RoleTemplateId } from "../domain/ids";
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

const settled: readonly (RoleState | undefined)[] = ["assigned", "heldBefore"];

/** The intent, in the row before the call, so that undoing knows of a write whose answer was lost. */
const intended = (link: Link, templateId: RoleTemplateId): Change => ({
  link: withRole(link, templateId, "assigning"),
  events: [],
});

/**
 * A write whose outcome does not show yet is awaited also where somebody asked to cancel: undoing can
 * take back only what the directory shows.
 */
async function loadForRole(links: Links, linkId: LinkId, templateId: RoleTemplateId) {
  const link = await links.read(linkId);
  return link && stateOf(link, templateId) === "assigning" ? link : loadForStep(links, linkId);
}

/**
 * Assigns one role: looks first, assigns, and is done only when the directory shows it. A role that
 * was there before we wrote anything is not ours, and undoing leaves it alone.
 */
export const createAssignRole =
  (links: Links, sessions: Sessions): Activity<"assignRole"> =>
  async ({ linkId, templateId }) => {
    const before = await loadForRole(links, linkId, templateId);
    const state = stateOf(before, templateId);
    if (settled.includes(state)) return null;
    const { objectId } = invited(before);
    const directory = await sessions.open(before);
    const holds = async () =>
      (await directory.roleAssignments(objectId)).some((one) => one.templateId === templateId);
    const finish = (as: "assigned" | "heldBefore") =>
      links.change(linkId, (link) =>
        withEvent(withRole(link, templateId, as), `role.${as}`, { objectId, templateId }),
      );
    const held = await holds();
    if (held) {
      await finish(state === "planned" ? "heldBefore" : "assigned");
      return null;
    }
    if (!before.cancelRequested) {
      await links.change(linkId, (link) => intended(link, templateId));
      await directory.assignRole(objectId, templateId);
    }
    if (!(await holds()))
      throw new LinkError(
        { code: "role_not_visible_yet", class: "settling" },
        `role ${templateId} of ${objectId} is not visible yet`,
      );
    await finish("assigned");
    return null;
  };
