import { withEvent, type Change } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { ObjectId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Directory, Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { withRole } from "./assignRole";
import { invited } from "./loadForStep";
import { requireAdministrator } from "./requireAdministrator";

type RoleOfLink = Link["roles"][number];

type Ours = RoleOfLink & { assignmentId: string };

/** `left`: a stopped link could not take it back, its end tries once more. */
const takenBack: readonly RoleOfLink["state"][] = ["assigned", "assigning", "left"];
const given = (link: Link): RoleOfLink[] =>
  link.roles.filter(({ state }) => takenBack.includes(state));

/** Assignments that our own call made; whatever else the account holds is not ours. */
const ours = (link: Link): Ours[] =>
  given(link).flatMap((role) =>
    role.assignmentId === null ? [] : [{ ...role, assignmentId: role.assignmentId }],
  );

interface Taking {
  readonly links: Links;
  readonly directory: Directory;
  readonly principal: ObjectId;
}

/** The account's assignments of this kind, as the directory shows them now. */
async function shown({ directory, principal }: Taking, how: RoleOfLink["how"]) {
  if (how === "direct") return directory.roleAssignments(principal);
  const all = await (how === "eligible" ? directory.eligible : directory.scheduled).list(principal);
  return all.filter((one) => !one.isActivation);
}
const isShown = async (taking: Taking, { how, assignmentId }: Ours): Promise<boolean> =>
  (await shown(taking, how)).some((one) => one.id === assignmentId);

/** False where the directory does not know the assignment: gone, or not visible yet. */
async function takeBack(taking: Taking, role: Ours): Promise<boolean> {
  const { directory, principal } = taking;
  if (role.how === "direct") return directory.removeRole(role.assignmentId);
  // Requests of Privileged Identity Management name the role, not the schedule: only ours may go.
  if (!(await isShown(taking, role))) return false;
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

/** An eligible role that was activated acts until its hours are over; nobody but its holder can end it. */
async function requireInactive(taking: Taking, { how, templateId }: RoleOfLink): Promise<void> {
  if (how !== "eligible") return;
  const active = await taking.directory.scheduled.list(taking.principal);
  const running = active.find((one) => one.isActivation && one.templateId === templateId);
  if (!running) return;
  throw new LinkError(
    { code: "role_still_active", class: "needsPerson" },
    `role ${templateId} of ${taking.principal} is activated until ${running.endsAt ?? "it is ended"}`,
  );
}

const removed = (link: Link, templateId: string): Change =>
  withEvent(withRole(link, templateId, { state: "removed" }), "role.removed", {
    objectId: link.account.objectId,
    templateId,
  });

/**
 * The end was agreed to for just these roles: one whose assignment's id never reached us is looked up
 * and taken too. Undoing, which nobody agreed to, leaves such a role alone.
 */
async function lookUpLost(taking: Taking, link: Link): Promise<Link> {
  let known = link;
  for (const { templateId, how, assignmentId } of link.ending ? given(link) : []) {
    if (assignmentId !== null) continue;
    const there = (await shown(taking, how)).find((one) => one.templateId === templateId);
    known = await taking.links.change(link.id, (row) =>
      there
        ? {
            link: withRole(row, templateId, { state: "assigned", assignmentId: there.id }),
            events: [],
          }
        : removed(row, templateId),
    );
  }
  return known;
}

/** Takes back every role this link assigned, and reads back that none of them is left. */
export const createUndoRoles =
  (links: Links, sessions: Sessions): Activity<"undoRoles"> =>
  async ({ linkId }) => {
    const before = await links.read(linkId);
    if (!before || (before.ending ? given(before) : ours(before)).length === 0) return null;
    const { objectId: principal } = invited(before);
    const taking = { links, directory: await sessions.open(before), principal };
    await requireAdministrator(taking.directory, before);
    const link = await lookUpLost(taking, before);
    for (const role of ours(link)) {
      await remove(taking, role);
      // It was there: where a later part fails, the next try takes its unknown id for gone.
      if (role.state === "assigning")
        await links.change(linkId, (row) => ({
          link: withRole(row, role.templateId, { state: "assigned" }),
          events: [],
        }));
    }
    for (const role of ours(link)) {
      if (await isShown(taking, role))
        throw notYet(role.assignmentId, "is still shown after its removal");
      if (link.ending) await requireInactive(taking, role);
      await links.change(linkId, (row) => removed(row, role.templateId));
    }
    return null;
  };
