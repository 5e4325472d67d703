import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { Link, LinkEvent } from "../domain/link";
import type { Directory, Sessions } from "../domain/microsoftPorts";
import { howOf } from "../domain/plan";
import type { Clock } from "../domain/ports";
import { untilOf, warningsOf, type Seen } from "../domain/preflight";
import { globalAdministrator } from "../domain/roles";
import type { Links, OpenLinks } from "../domain/storagePorts";
import { withFoundAccount } from "./findAccount";
import { loadForStep } from "./loadForStep";
import { lookUpAccount } from "./lookUpAccount";

interface Ports {
  readonly links: Links;
  readonly sessions: Sessions;
  readonly openLinks: Pick<OpenLinks, "countOthers">;
  readonly now: Clock;
}

const blocked = (
  code: "invitations_closed" | "premium_licence_missing",
  words: string,
): LinkError => new LinkError({ code, class: "needsPerson" }, words);

/** Licences are looked at only where a step of the plan needs to know. */
async function licencesFor(directory: Directory, { plan }: Link): Promise<Seen["licences"]> {
  const isAsked = plan?.steps.some((step) => step.calls.includes("readLicences"));
  return isAsked ? directory.licences() : null;
}

async function look(ports: Ports, directory: Directory, link: Link): Promise<Seen> {
  const there = await lookUpAccount(directory, link.request.account.email);
  if (!there && (await directory.invitePolicy()) === "none")
    throw blocked("invitations_closed", "the directory's policy allowInvitesFrom is none");
  const licences = await licencesFor(directory, link);
  if (link.request.assignment === "eligible" && !licences?.privileged)
    throw blocked("premium_licence_missing", "the directory has no service plan AAD_PREMIUM_P2");
  return {
    found: there
      ? { account: there.account, isPending: there.user.redemption === "pending" }
      : null,
    globalAdministrators: await directory.countHolders(globalAdministrator.templateId),
    sync: await directory.syncState(),
    licences,
    otherOpenLinks: link.directory
      ? await ports.openLinks.countOthers(link.directory.tenantId, link.id)
      : 0,
  };
}

/** A role that Entra cannot end is given for good, and we remind. */
const withUntil = (link: Link, until: Link["until"]): Link => ({
  ...link,
  until,
  roles: link.roles.map((role) =>
    until?.enforcedBy === "reminder" ? { ...role, how: "direct" as const } : role,
  ),
});

const answer = (link: Link) => ({
  isThere: link.account.found !== null,
  how: link.until?.enforcedBy === "reminder" ? ("direct" as const) : howOf(link.request),
});

/** Right after consent and before the first change: what is in the way parks, what people should know is noted. */
export const createPreflight =
  (ports: Ports): Activity<"preflight"> =>
  async ({ linkId }) => {
    const { links, sessions, now } = ports;
    const link = await loadForStep(links, linkId);
    if (link.preflight) return answer(link);
    const seen = await look(ports, await sessions.open(link), link);
    const at = now();
    const warnings = warningsOf(link, seen, at);
    const codes = warnings.map((one) => one.code).join(" ");
    return answer(
      await links.change(linkId, (row) => {
        if (row.preflight) return undefined;
        const looked = { ...withUntil(row, untilOf(row, seen)), preflight: { at, warnings } };
        const told: LinkEvent = { type: "preflight.done", data: { warnings: codes || null } };
        if (!seen.found) return { link: looked, events: [told] };
        const change = withFoundAccount(looked, seen.found.account);
        return { link: change.link, events: [told, ...change.events] };
      }),
    );
  };
