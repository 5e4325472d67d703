import { withEvent, type Change } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { RoleTemplateId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { invited, loadForStep } from "./loadForStep";
import { requireSameAccount } from "./requireSameAccount";
import { requireAdministrator } from "./requireAdministrator";

export type RoleOfLink = Link["roles"][number];

export const withRole = (link: Link, templateId: string, news: Partial<RoleOfLink>): Link => ({
  ...link,
  roles: link.roles.map((role) => (role.templateId === templateId ? { ...role, ...news } : role)),
});

export const roleOf = (link: Link, templateId: RoleTemplateId): RoleOfLink | undefined =>
  link.roles.find((role) => role.templateId === templateId);

const settled: readonly (RoleOfLink["state"] | undefined)[] = ["assigned", "heldBefore"];

/** A note in the row that tells nobody yet: the intent before the call, the assignment's id after it. */
export const noted = (link: Link, templateId: RoleTemplateId, assignmentId?: string): Change => ({
  link: withRole(link, templateId, {
    state: "assigning",
    ...(assignmentId ? { assignmentId } : {}),
  }),
  events: [],
});

/**
 * Assigns one role to the account that proved itself: looks first, assigns, and is done only when
 * the directory shows it. Only an assignment whose id our own call returned is ours to take back.
 */
export const createAssignRole =
  (links: Links, sessions: Sessions): Activity<"assignRole"> =>
  async ({ linkId, templateId }) => {
    const before = await loadForStep(links, linkId);
    const state = roleOf(before, templateId)?.state;
    if (settled.includes(state)) return null;
    const { objectId } = invited(before);
    const directory = await sessions.open(before);
    await requireAdministrator(directory, before);
    await requireSameAccount(directory, before);
    const holds = async () =>
      (await directory.roleAssignments(objectId)).some((one) => one.templateId === templateId);
    const finish = async (as: "assigned" | "heldBefore") => {
      await links.change(linkId, (link) =>
        withEvent(withRole(link, templateId, { state: as }), `role.${as}`, {
          objectId,
          templateId,
        }),
      );
      return null;
    };
    if (await holds()) return finish(state === "planned" ? "heldBefore" : "assigned");
    await links.change(linkId, (link) => noted(link, templateId));
    const made = await directory.assignRole(objectId, templateId);
    if (made) await links.change(linkId, (link) => noted(link, templateId, made));
    if (await holds()) return finish("assigned");
    throw new LinkError(
      { code: "role_not_visible_yet", class: "settling" },
      `role ${templateId} of ${objectId} is not visible yet`,
    );
  };
