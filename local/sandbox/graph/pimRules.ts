import type { PimRules } from "../pimFacts";
import type { GraphObject } from "./checkBody";
import { GraphError } from "./graphError";
import type { SchedulePeriod } from "./schedulePeriod";

const dayMs = 86_400_000;

/** Refuses what the role settings of the tenant do not let an administrator assign, naming every rule. */
export function checkPimRules(rules: PimRules, period: SchedulePeriod, body: GraphObject): void {
  const failed = [
    ...(isTooLong(rules, period) ? ["ExpirationRule"] : []),
    ...(rules.justification && !body["justification"] ? ["JustificationRule"] : []),
    ...(rules.ticket && !ticketNumberOf(body) ? ["TicketingRule"] : []),
    ...(rules.mfa ? ["MfaRule"] : []),
  ];
  if (failed.length === 0) return;
  throw new GraphError(
    400,
    "RoleAssignmentRequestPolicyValidationFailed",
    `The following policy rules failed: ${JSON.stringify(failed)}`,
  );
}

function isTooLong({ maxDays }: PimRules, { startsAt, endsAt }: SchedulePeriod): boolean {
  if (maxDays === null) return false;
  return endsAt === null || Date.parse(endsAt) - Date.parse(startsAt) > maxDays * dayMs;
}

function ticketNumberOf({ ticketInfo }: GraphObject): unknown {
  return (ticketInfo as { ticketNumber?: unknown } | null | undefined)?.ticketNumber;
}
