import type { Failure } from "./errors";

const settlingPauses = [10, 20, 30];
const settlingBudget = 15 * 60;
const transientTries = 8;

/**
 * Seconds until the next try, or undefined when trying again will not help.
 * `attempt` counts from 1; `elapsed` is the seconds since the first try.
 */
export function pauseFor(failure: Failure, attempt: number, elapsed: number): number | undefined {
  switch (failure.class) {
    case "settling": {
      const pause = settlingPauses[attempt - 1] ?? 60;
      return elapsed + pause <= settlingBudget ? pause : undefined;
    }
    case "throttled":
      return Math.max(1, failure.seconds);
    case "transient":
      return attempt < transientTries ? 2 ** (attempt - 1) : undefined;
    case "needsPerson":
    case "final":
      return undefined;
  }
}
