import { planOf } from "../domain/agreement";
import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { Keys } from "../domain/ports";
import { planSteps, planText } from "../domain/plan";
import type { Links } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";

/** Fixes what will be asked for: what the administrator sees is what runs. */
export const createMakePlan =
  (links: Links, keys: Pick<Keys, "sha256">): Activity<"makePlan"> =>
  async ({ linkId, edition }) => {
    const { request, directory } = await loadForStep(links, linkId);
    if (!directory)
      throw new LinkError(
        { code: "directory_not_found", class: "final" },
        `link ${linkId} has no directory`,
      );
    const steps = planSteps(request, edition);
    const hash = keys.sha256(planText({ tenantId: directory.tenantId, request }, steps));
    await links.change(linkId, (link) =>
      link.plan
        ? undefined
        : withEvent({ ...link, plan: planOf(hash, steps, edition) }, "link.planned", {
            planHash: hash,
          }),
    );
    return null;
  };
