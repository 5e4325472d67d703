import { askedFor, isWithin } from "../domain/agreement";
import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { Keys } from "../domain/ports";
import { planText } from "../domain/plan";
import { requireAdministrator } from "./requireAdministrator";
import type { Sessions } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";

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
    const approval = link.pastWaits.findLast((wait) => wait.decision?.consent)?.decision?.consent;
    const tenantId = link.directory?.tenantId ?? "";
    const planned = keys.sha256(planText({ tenantId, request: link.request }));
    const within = isWithin(link.narrowedFrom ?? askedFor(link.request), askedFor(link.request));
    if (!approval || !within || approval.planHash !== planned || link.plan?.hash !== planned)
      throw new LinkError(
        { code: "plan_changed", class: "final" },
        `link ${linkId} was agreed to with another plan`,
      );
    await requireAdministrator(await sessions.open(link));
    await links.change(linkId, (before) =>
      before.roles.length > 0
        ? undefined
        : withEvent(
            {
              ...before,
              roles: link.request.access.map((templateId) => ({
                templateId,
                state: "planned" as const,
                assignmentId: null,
              })),
            },
            "consent.confirmed",
            { tenantId, objectId: approval.person.objectId },
          ),
    );
    const { access: roles, passwordWriteback } = link.request;
    return { roles, passwordWriteback };
  };
