import type { SeenCall } from "./callTrace";
import type { Code, FailureClass } from "./errors";

export interface StepFailure {
  readonly code: Code;
  readonly class: FailureClass;
}

/** The calls to Microsoft of one activity's run or one door's request. */
export interface CallsMade {
  /** Null where they were made for no link. */
  readonly linkId: string | null;
  /** Name of the activity or door. */
  readonly step: string;
  readonly calls: readonly SeenCall[];
  /** W3C trace id of the invocation, where the host gave one. */
  readonly traceId: string | null;
}

/** One run of an activity. */
export interface StepRun extends CallsMade {
  readonly linkId: string;
  /** Null where it was done. */
  readonly failure: StepFailure | null;
  readonly startedAt: string;
  readonly durationMs: number;
}

/** The trace id of a W3C `traceparent`. */
export const traceIdOf = (traceParent: string | null | undefined): string | null =>
  /^[0-9a-f]{2}-([0-9a-f]{32})-/.exec(traceParent ?? "")?.[1] ?? null;

/** Every metric with what its value is; `about` has codes and names of ours only. */
export type Metric = {
  readonly value: number;
  readonly about: Readonly<Record<string, string>>;
} & {
  readonly name:
    | "links" // 1 for each link that reached `status`
    | "waits" // seconds from question to answer, by `kind` and `decision`
    | "parked" // 1 for each link parked, by `code`
    | "retries" // 1 for each step that is tried again, by `class`, `code`, `step`
    | "webhookFailures" // 1 for each post that a ticket did not take, by `code`
    | "outboxAge" // seconds that the oldest event that a callback has not heard waits for that
    | "able"; // each minute: 1 where storage was read and the keys can be used, else 0
};

/** Where traces and metrics go. Nothing in here may fail a step or hold it up. */
export interface Telemetry {
  step(run: StepRun): void;
  /** Of a door: the host tells of its requests by itself. */
  calls(made: CallsMade): void;
  metric(metric: Metric): void;
  /** Sends what is waiting to be sent. */
  flush(): Promise<void>;
}

/** Without a connection string. */
export const noTelemetry: Telemetry = {
  step: () => undefined,
  calls: () => undefined,
  metric: () => undefined,
  flush: () => Promise.resolve(),
};
