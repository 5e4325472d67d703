import type { HttpRequest, HttpResponseInit } from "@azure/functions";
import type { DryRun } from "../domain/api/serviceSchemas";
import type { TenantId } from "../domain/ids";
import type { Keys } from "../domain/ports";
import { planScopes, planSteps, planText } from "../domain/plan";
import type { LinkRequest } from "../domain/request";
import { roleNameOf } from "../domain/roles";
import { json, Problem } from "./api";

/** Whether `?dryRun=true` asks only what would come of the request. */
export function isDryRun(request: HttpRequest): boolean {
  const asked = request.query.get("dryRun");
  if (asked === null || asked === "false") return false;
  if (asked === "true") return true;
  throw new Problem(400, "invalid_request", {
    detail: 'The query parameter "dryRun" is true or false.',
    errors: [{ pointer: "/dryRun", message: "must be true or false" }],
  });
}

/** The plan as the administrator would read it; without a directory there is no hash of it yet. */
function planFor(
  keys: Pick<Keys, "sha256">,
  request: LinkRequest,
  tenantId: TenantId | undefined,
): DryRun["plan"] {
  const steps = planSteps(request);
  return {
    hash: tenantId ? keys.sha256(planText({ tenantId, request }, steps)) : null,
    steps: steps.map(({ words }) => words),
    scopes: planScopes(steps),
  };
}

/** What a request would come to: never to be taken for a link, for it has no id and no status. */
export function dryRunAnswer(
  { keys }: { keys: Pick<Keys, "sha256"> },
  request: LinkRequest,
  { tenantId, repeats }: { tenantId: TenantId | undefined; repeats: string | null },
): HttpResponseInit {
  const answer: DryRun = {
    dryRun: true,
    directory: { domain: request.directory, tenantId: tenantId ?? null },
    administrator: { email: request.administrator.email },
    account: { email: request.account.email },
    access: {
      roles: request.access.map((templateId) => ({ name: roleNameOf(templateId), templateId })),
      until: request.accessUntil,
    },
    plan: planFor(keys, request, tenantId),
    /** The link that the real request would be answered with, where its key stands for one. */
    repeats,
  };
  return json(200, answer);
}
