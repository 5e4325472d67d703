import { withEvent, type Change } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { RoleTemplateId } from "../domain/ids";
import { isHeld, type Link } from "../domain/link";
import type { Directory, Schedules, Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { noted, roleOf, withRole, type RoleOfLink } from "./assignRole";
import { invited, loadForStep } from "./loadForStep";
import { requireAdministrator } from "./requireAdministrator";
import { requireSameAccount } from "./requireSameAccount";

/** No licence for it: the role is given for good, and people are reminded; said before it is given. */
const notEnforced = (link: Link, templateId: RoleTemplateId): Change =>
  withEvent(
    {
      ...withRole(link, templateId, { how: "direct" }),
      until: link.until && { ...link.until, enforcedBy: "reminder" },
    },
    "access.notEnforced",
    { templateId },
  );

type Given = Partial<RoleOfLink> & { readonly state: "assigned" | "heldBefore" };

const finished = (link: Link, templateId: RoleTemplateId, news: Given): Change =>
  withEvent(withRole(link, templateId, news), `role.${news.state}`, {
    objectId: link.account.objectId,
    templateId,
  });

interface Giving {
  readonly links: Links;
  readonly link: Link;
  readonly role: RoleOfLink;
  readonly schedules: Schedules;
}

/** Looks first, asks Privileged Identity Management, and is done only when the directory shows it. */
async function give({ links, link, role, schedules }: Giving): Promise<void> {
  const { objectId } = invited(link);
  const { templateId } = role;
  const { ticket } = link.request;
  const change = (news: (row: Link) => Change) => links.change(link.id, news);
  const find = async () =>
    (await schedules.list(objectId)).find(
      (one) => one.templateId === templateId && !one.isActivation,
    );
  const before = await find();
  if (before) {
    const state = role.state === "planned" ? ("heldBefore" as const) : ("assigned" as const);
    await change((row) => finished(row, templateId, { state }));
    return;
  }
  await change((row) => noted(row, templateId));
  const made = await schedules.add({
    principal: objectId,
    role: templateId,
    until: link.request.accessUntil,
    justification: `Directory link ${link.id}`,
    ticket: ticket ? { number: ticket.id, system: link.callerId } : null,
  });
  if (made) await change((row) => noted(row, templateId, made));
  const shown = await find();
  if (!shown)
    throw new LinkError(
      { code: "role_not_visible_yet", class: "settling" },
      `role ${templateId} of ${objectId} is not visible yet`,
    );
  // The list names the schedule, which the request's answer may not.
  const ours = made ? { assignmentId: shown.id } : {};
  await change((row) => finished(row, templateId, { state: "assigned", ...ours }));
}

const schedulesOf = (directory: Directory, how: RoleOfLink["how"]): Schedules =>
  how === "eligible" ? directory.eligible : directory.scheduled;

/**
 * Gives one role until its end date, or makes the account eligible for it (Privileged Identity
 * Management). Without the licence an end date falls back to a reminder; eligibility has no fallback.
 */
export const createScheduleRole =
  (links: Links, sessions: Sessions): Activity<"scheduleRole"> =>
  async ({ linkId, templateId }) => {
    const link = await loadForStep(links, linkId);
    const role = roleOf(link, templateId);
    if (!role || role.how === "direct") return { given: false };
    if (isHeld(role.state)) return { given: true };
    const directory = await sessions.open(link);
    await requireAdministrator(directory, link);
    await requireSameAccount(directory, link);
    try {
      await give({ links, link, role, schedules: schedulesOf(directory, role.how) });
      return { given: true };
    } catch (error) {
      const isMade = roleOf((await links.read(linkId)) ?? link, templateId)?.assignmentId;
      const isFallback = role.how === "scheduled" && !isMade;
      if (!isFallback || !(error instanceof LinkError) || error.code !== "premium_licence_missing")
        throw error;
      await links.change(linkId, (row) => notEnforced(row, templateId));
      return { given: false };
    }
  };
