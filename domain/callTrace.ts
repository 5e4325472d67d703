import type { CallRecord } from "./callRecords";

/** A call to Microsoft as it was seen while it was made. */
export interface SeenCall extends Omit<CallRecord, "step"> {
  readonly host: string;
  /** The path without any value in it: `/v1.0/users/{id}`. */
  readonly template: string;
  readonly durationMs: number;
}

/** One activity's run or one door's request: what it called, and which link it was about. */
export interface CallScope {
  readonly calls: SeenCall[];
  /** The step's link, or the one that a door was opened for or wrote; reading alone names none: it may be anybody's. */
  linkId: string | null;
}

export const newScope = (linkId: string | null = null): CallScope => ({ calls: [], linkId });

/** Ties calls to what made them, across everything that is awaited. */
export interface CallTrace {
  run<T>(scope: CallScope, work: () => Promise<T>): Promise<T>;
}

/** What goes into evidence: no host, no duration. */
export const recordsOf = (step: string, { calls }: CallScope): CallRecord[] =>
  calls.map(({ at, method, path, status, requestId }) => ({
    ...{ at, step, method, path, status, requestId },
  }));

export const requestIds = ({ calls }: CallScope): string[] =>
  calls.flatMap(({ requestId }) => requestId ?? []);
