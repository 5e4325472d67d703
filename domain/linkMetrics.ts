import type { Link } from "./link";
import type { Metric } from "./telemetry";
import type { Wait } from "./wait";
import { findWait } from "./waits";

function decided(before: Wait | null, after: Link): Metric[] {
  const decision = before && !before.decision ? findWait(after, before.n)?.decision : undefined;
  if (!before || !decision) return [];
  const seconds = (Date.parse(decision.at) - Date.parse(before.openedAt)) / 1000;
  const about = { kind: before.what, decision: decision.type };
  return [{ name: "waits", value: seconds, about }];
}

/** What a change of a link's row means in numbers; `before` is undefined for a new link. */
export function linkMetrics(before: Link | undefined, after: Link): Metric[] {
  const { status, parked } = after;
  const metrics = decided(before?.wait ?? null, after);
  if (before?.status === status) return metrics;
  metrics.push({ name: "links", value: 1, about: { status } });
  const isParked = status === "needsOperator" || status === "awaitingAdministrator";
  if (isParked && parked)
    metrics.push({ name: "parked", value: 1, about: { code: parked.code, status } });
  return metrics;
}
