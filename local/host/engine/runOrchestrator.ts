import type { RegisteredFunction } from "../checkRegistration";
import type { Invoke } from "../invoke";
import type { HistoryEvent } from "./events";
import { describeThrown, hiddenState, OrchestrationRefused, orchestratorFailure } from "./failures";
import type { InstanceRow } from "./instances";
import type { Verdict } from "./planTurn";

const CUSTOM_STATUS_LIMIT_KB = 16;

interface OrchestratorState {
  readonly isDone?: boolean;
  readonly actions?: readonly (readonly unknown[])[];
  readonly output?: unknown;
  readonly customStatus?: unknown;
  readonly error?: string;
}

interface Replay {
  readonly instance: InstanceRow;
  /** Events of earlier turns, as stored text. */
  readonly past: readonly string[];
  readonly fresh: readonly HistoryEvent[];
}

/** Replays an instance through the SDK's own executor and says what it wants now. */
export async function runOrchestrator(
  invoke: Invoke,
  fn: RegisteredFunction,
  replay: Replay,
): Promise<Verdict> {
  return toVerdict(fn.name, await replayState(invoke, fn, replay));
}

async function replayState(
  invoke: Invoke,
  fn: RegisteredFunction,
  replay: Replay,
): Promise<OrchestratorState> {
  try {
    return (await invoke(fn, { json: triggerData(replay) })).result as OrchestratorState;
  } catch (thrown) {
    const state = hiddenState(thrown) as OrchestratorState | undefined;
    // The SDK leaves an empty message out of the state.
    const error = state === undefined ? describeThrown(thrown).message : (state.error ?? "");
    return { ...state, isDone: false, error };
  }
}

// The durations are the extension's: longer timers are cut into hops, by the SDK and by planTurn alike.
function triggerData({ instance, past, fresh }: Replay): string {
  const history = [...past, ...fresh.map((event) => JSON.stringify(event))].join(",");
  const rest = JSON.stringify({
    instanceId: instance.id,
    isReplaying: past.length > 0,
    parentInstanceId: null,
    upperSchemaVersion: 3,
    upperSchemaVersionNew: 3,
    maximumShortTimerDuration: "6.00:00:00",
    longRunningTimerIntervalDuration: "3.00:00:00",
    defaultHttpAsyncRequestSleepTimeMillseconds: 30000,
  });
  return `{"history":[${history}],"input":${instance.input ?? "null"},${rest.slice(1)}`;
}

function toVerdict(name: string, state: OrchestratorState): Verdict {
  const customStatus = state.customStatus === undefined ? null : JSON.stringify(state.customStatus);
  checkSize(customStatus ?? "");
  return { actions: state.actions?.[0] ?? [], customStatus, end: endOf(name, state) };
}

function endOf(name: string, { error, isDone, output }: OrchestratorState): Verdict["end"] {
  if (error !== undefined) return { status: "Failed", output: orchestratorFailure(name, error) };
  return isDone === true
    ? { status: "Completed", output: JSON.stringify(output) ?? null }
    : undefined;
}

function checkSize(customStatus: string): void {
  const kilobytes = (customStatus.length * 2) / 1024;
  if (kilobytes <= CUSTOM_STATUS_LIMIT_KB) return;
  throw new OrchestrationRefused(
    `The UTF-16 size of the JSON-serialized payload must not exceed ${CUSTOM_STATUS_LIMIT_KB} KB. The current payload is ${Math.ceil(kilobytes)} KB.`,
  );
}
