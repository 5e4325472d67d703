import type { OrchestrationContext, Task } from "durable-functions";
import type { ActivityName, Input, Look, Output } from "../domain/contract";
import { readFailure, type Code, type Failure } from "../domain/errors";
import type { LinkId } from "../domain/ids";
import { pauseFor } from "../domain/retry";
import type { SadOutcome } from "../domain/states";

/** A step yields the SDK's tasks; what comes back for one is untyped, so each place says what it expects. */
export type Step<T> = Generator<Task, T, unknown>;

/** One run of the story: the context, whose link it is, and how many waits it has opened. */
export interface Run {
  readonly context: OrchestrationContext;
  readonly linkId: LinkId;
  waits: number;
}

export type Rest<N extends ActivityName> = Omit<Input<N>, "linkId">;
export type Decided = NonNullable<Look["decided"]>;

/** Thrown by `step` and `ask` when the link is not to go on; the story then takes everything back. */
export class Stopped extends Error {
  readonly outcome: SadOutcome;
  constructor(outcome: SadOutcome) {
    super(`stopped: ${outcome}`);
    this.outcome = outcome;
  }
}

/** An activity that failed for good, or for longer than its class of failure is worth waiting. */
export class StepFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(`${failure.code} (${failure.class})`);
    this.failure = failure;
  }
}

export const now = ({ context }: Run): string => context.df.currentUtcDateTime.toISOString();
export const later = ({ context }: Run, ms: number): Date =>
  new Date(context.df.currentUtcDateTime.getTime() + ms);

/**
 * Links that began with the first edition of the story (version 1.0 in host.json) go on as it was
 * told then: their recorded steps have to come in the same order again.
 */
export const isFirstEdition = ({ context }: Run): boolean => context.df.version === "1.0";

/** Calls an activity and tries again by the class of its failure; throws StepFailed. */
export function* call<N extends ActivityName>(run: Run, name: N, rest: Rest<N>): Step<Output<N>> {
  const { df } = run.context;
  const begun = df.currentUtcDateTime.getTime();
  let settling: Code | null = null;
  for (let attempt = 1; ; attempt++) {
    try {
      const output = (yield df.callActivity(name, { linkId: run.linkId, ...rest })) as Output<N>;
      if (settling) yield* tellSettling(run, null);
      return output;
    } catch (error) {
      const failure = readFailure(error instanceof Error ? error.message : String(error));
      if (failure.code === "cancel_requested") throw new Stopped("cancelled");
      const elapsed = (df.currentUtcDateTime.getTime() - begun) / 1000;
      const pause = pauseFor(failure, attempt, elapsed);
      const now = pause === undefined || failure.class !== "settling" ? null : failure.code;
      if (now !== settling) yield* tellSettling(run, (settling = now));
      if (pause === undefined) throw new StepFailed(failure);
      yield df.createTimer(later(run, pause * 1000));
    }
  }
}

/** Says in the link what the directory is taking its time for; that this fails holds up nothing. */
function* tellSettling(run: Run, code: Code | null): Step<void> {
  if (isFirstEdition(run)) return;
  try {
    yield run.context.df.callActivity("noteSettling", { linkId: run.linkId, code });
  } catch {
    // The step itself goes on.
  }
}

/** For what must happen whatever fails, such as moving the row: tries again every hour, for good. */
export function* insist<N extends ActivityName>(run: Run, name: N, rest: Rest<N>): Step<Output<N>> {
  for (;;) {
    try {
      return yield* call(run, name, rest);
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      yield run.context.df.createTimer(later(run, 60 * 60 * 1000));
    }
  }
}

/** Like `call`, but a failure is an answer: for what must never hold up or undo a link. */
export function* attempt<N extends ActivityName>(
  run: Run,
  name: N,
  rest: Rest<N>,
): Step<Failure | undefined> {
  try {
    yield* call(run, name, rest);
    return undefined;
  } catch (error) {
    if (error instanceof StepFailed) return error.failure;
    throw error;
  }
}
