import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { ObjectId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Directory, Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { withRole } from "./assignRole";
import { invited } from "./loadForStep";

type RoleOfLink = Link["roles"][number];

type Ours = RoleOfLink & { assignmentId: string };

/** `left`: a stopped link could not take it back, its end tries once more. */
const takenBack: readonly RoleOfLink["state"][] = ["assigned", "assigning", "left"];

/** Assignments that our own call made; whatever else the account holds is not ours. */
const ours = (link: Link): Ours[] =>
  link.roles.flatMap((role) =>
    role.assignmentId !== null && takenBack.includes(role.state)
      ? [{ ...role, assignmentId: role.assignmentId }]
      : [],
  );

interface Taking {
  readonly directory: Directory;
  readonly principal: ObjectId;
}

/** Ids of the account's assignments of this kind, as the directory shows them now. */
async function idsOf({ directory, principal }: Taking, how: RoleOfLink["how"]): Promise<string[]> {
  const all =
    how === "direct"
      ? await directory.roleAssignments(principal)
      : await (how === "eligible" ? directory.eligible : directory.scheduled).list(principal);
  return all.map((one) => one.id);
}

/** False where the directory does not know the assignment: gone, or not visible yet. */
async function takeBack(taking: Taking, role: Ours): Promise<boolean> {
  const { directory, principal } = taking;
  if (role.how === "direct") return directory.removeRole(role.assignmentId);
  // Requests of Privileged Identity Management name the role, not the schedule: only ours may go.
  if (!(await idsOf(taking, role.how)).includes(role.assignmentId)) return false;
  const schedules = role.how === "eligible" ? directory.eligible : directory.scheduled;
  return schedules.end({ principal, role: role.templateId });
}

const notYet = (id: string, words: string): LinkError =>
  new LinkError(
    { code: "role_not_visible_yet", class: "settling" },
    `role assignment ${id} ${words}`,
  );

/** Removes one assignment. An unknown id is gone only if we saw it before; else it is not visible yet. */
async function remove(taking: Taking, role: Ours): Promise<void> {
  const removed = await takeBack(taking, role);
  if (removed || role.state !== "assigning") return;
  throw notYet(role.assignmentId, "is not visible yet, so it cannot be removed yet");
}

/** Takes back every role this link assigned, and reads back that none of them is left. */
export const createUndoRoles =
  (links: Links, sessions: Sessions): Activity<"undoRoles"> =>
  async ({ linkId }) => {
    const link = await links.read(linkId);
    if (!link || ours(link).length === 0) return null;
    const { objectId: principal } = invited(link);
    const taking = { directory: await sessions.open(link), principal };
    for (const role of ours(link)) {
      await remove(taking, role);
      // It was there: where a later part fails, the next try takes its unknown id for gone.
      if (role.state === "assigning")
        await links.change(linkId, (row) => ({
          link: withRole(row, role.templateId, { state: "assigned" }),
          events: [],
        }));
    }
    for (const { templateId, assignmentId, how } of ours(link)) {
      if ((await idsOf(taking, how)).includes(assignmentId))
        throw notYet(assignmentId, "is still shown after its removal");
      await links.change(linkId, (row) =>
        withEvent(withRole(row, templateId, { state: "removed" }), "role.removed", {
          objectId: principal,
          templateId,
        }),
      );
    }
    return null;
  };
