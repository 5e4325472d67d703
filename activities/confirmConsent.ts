import { askedFor, isWithin } from "../domain/agreement";
import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { Link } from "../domain/link";
import type { Keys } from "../domain/ports";
import { howOf, planSteps, planText } from "../domain/plan";
import { requireAdministrator } from "./requireAdministrator";
import type { Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";

/** The hash that the request's plan has; one of the first edition keeps the hash it was agreed to with. */
function hashOf(keys: Pick<Keys, "sha256">, { request, plan, directory }: Link) {
  if (plan?.edition === 1) return plan.hash;
  const tenantId = directory?.tenantId ?? "";
  return keys.sha256(planText({ tenantId, request }, planSteps(request, plan?.edition)));
}

/** Who agreed, when everything that was agreed to is what the link holds; throws plan_changed (final). */
function agreedBy(keys: Pick<Keys, "sha256">, link: Link) {
  const approval = link.pastWaits.findLast((wait) => wait.decision?.consent)?.decision?.consent;
  const planned = hashOf(keys, link);
  const within = isWithin(link.narrowedFrom ?? askedFor(link.request), askedFor(link.request));
  if (approval && within && approval.planHash === planned && link.plan?.hash === planned)
    return approval.person;
  throw new LinkError(
    { code: "plan_changed", class: "final" },
    `link ${link.id} was agreed to with another plan`,
  );
}

/** Before the first write: the session opens, its owner is an administrator now, the plan is the one agreed to. */
export const createConfirmConsent =
  (ports: {
    links: Links;
    sessions: Sessions;
    keys: Pick<Keys, "sha256">;
  }): Activity<"confirmConsent"> =>
  async ({ linkId }) => {
    const { links, sessions, keys } = ports;
    const link = await loadForStep(links, linkId);
    const { tenantId, objectId } = agreedBy(keys, link);
    await requireAdministrator(await sessions.open(link), link);
    const how = link.plan?.edition === 1 ? "direct" : howOf(link.request);
    const roles = link.request.access.map((templateId) => ({
      templateId,
      state: "planned" as const,
      how,
      assignmentId: null,
    }));
    await links.change(linkId, (before) =>
      before.roles.length > 0
        ? undefined
        : withEvent({ ...before, roles }, "consent.confirmed", { tenantId, objectId }),
    );
    const { access, passwordWriteback, setWritebackFlag } = link.request;
    return { roles: access, passwordWriteback, setWritebackFlag };
  };
