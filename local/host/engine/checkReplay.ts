import { EventType, isScheduling } from "./events";
import { OrchestrationRefused } from "./failures";
import type { Leaf } from "./flattenActions";
import type { HistoryRow } from "./instances";

const CHANGED =
  "Was a change made to the orchestrator code after this instance had already started running?";

/** Fails an orchestrator that does not ask for what it asked for before, in the framework's words. */
export function checkReplay(past: readonly HistoryRow[], leaves: readonly Leaf[]): void {
  for (const row of past) {
    if (row.action === null || !isScheduling(row.type)) continue;
    const leaf = leaves[row.action];
    if (leaf === undefined) throw notScheduled(row);
    const wasActivity = row.type === EventType.TaskScheduled;
    if (wasActivity !== (leaf.kind === "activity")) throw otherKind(row, leaf);
    if (leaf.kind === "activity" && leaf.name.toLowerCase() !== row.name?.toLowerCase())
      throw otherName(row, leaf.name);
  }
}

function describe(row: HistoryRow): string {
  return row.type === EventType.TaskScheduled
    ? `an activity task with sequence ID ${row.task} and name '${row.name}'`
    : `a timer task with sequence number ${row.task}`;
}

function nonDeterministic(row: HistoryRow, instead: string): OrchestrationRefused {
  return new OrchestrationRefused(
    `Non-Deterministic workflow detected: A previous execution of this orchestration scheduled ${describe(row)}, but ${instead} ${CHANGED}`,
  );
}

function notScheduled(row: HistoryRow): OrchestrationRefused {
  return nonDeterministic(row, "the current replay execution hasn't (yet?) scheduled this task.");
}

function otherKind(row: HistoryRow, leaf: Leaf): OrchestrationRefused {
  const action =
    leaf.kind === "timer" ? "CreateTimerOrchestratorAction" : "ScheduleTaskOrchestratorAction";
  return nonDeterministic(
    row,
    `the current orchestration replay instead produced a ${action} action with this sequence number.`,
  );
}

function otherName(row: HistoryRow, name: string): OrchestrationRefused {
  return nonDeterministic(
    row,
    `the current orchestration replay instead scheduled an activity task named '${name}' with this sequence number.`,
  );
}
