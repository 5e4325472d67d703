import type { LinkSummary, Milestones } from "./listing";
import { isFinished } from "./states";

/** The stages that a link passes on its way, in order. */
export const stages = ["asked", "opened", "consented", "signedIn", "linked"] as const;
export type Stage = (typeof stages)[number];

/** How many links came so far, and what became of those that did not. */
export interface FunnelStage {
  readonly stage: Stage;
  readonly reached: number;
  /** Not there yet, but still open: they may get there. */
  readonly onTheirWay: number;
  /** Ended before this stage. */
  readonly ended: number;
  /** Half of those that came here from the stage before took at most so long; null where none did. */
  readonly medianMs: number | null;
}

/** A stage counts as passed where a later one was reached: not every way leaves a trace of each. */
const hasReached = ({ milestones }: LinkSummary, index: number): boolean =>
  stages.slice(index).some((stage) => milestones[stage] !== null);

const isOpen = ({ status }: LinkSummary): boolean =>
  !isFinished(status) && status !== "undoing" && status !== "ending";

export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

function took(milestones: Milestones, index: number): number | undefined {
  const before = stages[index - 1];
  const here = stages[index];
  const from = before && milestones[before];
  const to = here && milestones[here];
  return from && to ? Math.max(0, Date.parse(to) - Date.parse(from)) : undefined;
}

/** How far these links came. Links still on their way are told apart from those that ended. */
export function funnelOf(links: readonly LinkSummary[]): readonly FunnelStage[] {
  return stages.map((stage, index) => {
    const missing = links.filter((link) => !hasReached(link, index));
    const onTheirWay = missing.filter(isOpen).length;
    const times = links
      .map((link) => took(link.milestones, index))
      .filter((ms): ms is number => ms !== undefined);
    return {
      stage,
      reached: links.length - missing.length,
      onTheirWay,
      ended: missing.length - onTheirWay,
      medianMs: median(times),
    };
  });
}
