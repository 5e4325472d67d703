import type { ActivityName, Input, StepLog } from "../domain/contract";
import type { CallRecords } from "../domain/callRecords";
import {
  newScope,
  recordsOf,
  requestIds,
  type CallScope,
  type CallTrace,
} from "../domain/callTrace";
import { LinkError } from "../domain/errors";
import type { LinkId } from "../domain/ids";
import type { Clock } from "../domain/ports";
import { traceIdOf, type StepFailure, type StepRun, type Telemetry } from "../domain/telemetry";

export interface ObservePorts {
  readonly trace: CallTrace;
  readonly records: Pick<CallRecords, "add">;
  readonly telemetry: Telemetry;
  readonly now: Clock;
}

type AnyInput = Input<ActivityName>;

/** The part of an invocation's context that is used here. */
export interface StepContext extends StepLog {
  log(line: string): void;
  readonly traceContext?: { readonly traceParent?: string | undefined } | undefined;
}

/** Of an unexpected error not even the message is kept: it could carry anything. */
const failureOf = (error: unknown): StepFailure =>
  error instanceof LinkError
    ? { code: error.code, class: error.class }
    : { code: "unknown_failure", class: "transient" };

const isTriedAgain = ({ class: kind }: StepFailure): boolean =>
  kind === "settling" || kind === "throttled" || kind === "transient";

const line = ({ linkId, step, failure, durationMs }: StepRun, scope: CallScope): string =>
  JSON.stringify({
    ...{ event: "step", linkId, step, outcome: failure?.code ?? "done" },
    ...(failure ? { class: failure.class } : {}),
    ...{ durationMs, requestIds: requestIds(scope) },
  });

function tell({ telemetry }: ObservePorts, run: StepRun): void {
  telemetry.step(run);
  const { step, failure } = run;
  if (!failure || !isTriedAgain(failure)) return;
  telemetry.metric({ name: "retries", value: 1, about: { ...failure, step } });
}

/** Evidence that cannot be written stops nothing: what was done in the directory is done. */
async function keep(ports: ObservePorts, run: StepRun, context: StepContext): Promise<void> {
  if (run.calls.length === 0) return;
  try {
    const calls = recordsOf(run.step, { calls: [...run.calls], linkId: run.linkId });
    await ports.records.add(run.linkId as LinkId, calls);
  } catch {
    context.warn(`link ${run.linkId}: the calls of ${run.step} could not be kept as evidence`);
  }
}

type Outcome<T> = { readonly output: T } | { readonly error: unknown };

async function outcomeOf<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { output: await work };
  } catch (error) {
    return { error };
  }
}

/** An activity whose every run is one line in the log, one span, and evidence of its calls to Microsoft. */
export const createObserved =
  (ports: ObservePorts) =>
  (step: string, activity: (input: AnyInput, log: StepLog) => Promise<unknown>) =>
  async (input: AnyInput, context: StepContext): Promise<unknown> => {
    const scope = newScope(input.linkId);
    const startedAt = ports.now();
    const begun = performance.now();
    const outcome = await outcomeOf(ports.trace.run(scope, () => activity(input, context)));
    const failure = "error" in outcome ? failureOf(outcome.error) : null;
    const durationMs = Math.round(performance.now() - begun);
    const about = { linkId: input.linkId, step, failure, startedAt, durationMs };
    const traceId = traceIdOf(context.traceContext?.traceParent);
    const run: StepRun = { ...about, calls: scope.calls, traceId };
    context[failure && !isTriedAgain(failure) ? "warn" : "log"](line(run, scope));
    tell(ports, run);
    await keep(ports, run, context);
    if ("error" in outcome) throw outcome.error;
    return outcome.output;
  };
