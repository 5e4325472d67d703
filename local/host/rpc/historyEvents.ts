import { EventType, type HistoryEvent } from "../engine/events";

type Shown = Record<string, unknown>;

const typeNames = new Map<number, string>(
  Object.entries(EventType).map(([name, number]) => [number, name]),
);
const left: ReadonlySet<number> = new Set([
  EventType.OrchestratorStarted,
  EventType.OrchestratorCompleted,
]);
const bookkeeping = ["EventId", "IsPlayed", "Version"];
const startOnly = ["Name", "OrchestrationInstance", "ParentInstance", "Tags"];
const settling: ReadonlySet<number> = new Set([EventType.TaskCompleted, EventType.TaskFailed]);

/** History as the status call shows it: schedule and result in one entry, no bookkeeping fields. */
export function historyEvents(history: readonly HistoryEvent[], query: URLSearchParams): Shown[] {
  const showInput = query.get("showInput")?.toLowerCase() !== "false";
  const showOutput = query.get("showHistoryOutput")?.toLowerCase() === "true";
  const scheduled = new Map(
    history
      .filter((event) => event.EventType === EventType.TaskScheduled)
      .map((event) => [event.EventId, event]),
  );
  const settled = new Set(
    history
      .filter((event) => settling.has(event.EventType))
      .map((event) => Number(event["TaskScheduledId"])),
  );
  const isShown = (event: HistoryEvent) =>
    !left.has(event.EventType) &&
    !(event.EventType === EventType.TaskScheduled && settled.has(event.EventId));
  return history.filter(isShown).map((event) => {
    const shown: Shown = without(
      { ...event, EventType: typeNames.get(event.EventType) },
      bookkeeping,
    );
    if (settling.has(event.EventType))
      joinSchedule(shown, scheduled.get(Number(event["TaskScheduledId"])));
    if (event.EventType === EventType.ExecutionStarted) shown["FunctionName"] = event["Name"];
    if (event.EventType === EventType.TimerFired) delete shown["TimerId"];
    if (!showInput) delete shown["Input"];
    if (!showOutput) delete shown["Result"];
    else if (typeof shown["Result"] === "string") shown["Result"] = parse(shown["Result"]);
    return event.EventType === EventType.ExecutionStarted ? without(shown, startOnly) : shown;
  });
}

function joinSchedule(shown: Shown, schedule: HistoryEvent | undefined): void {
  delete shown["TaskScheduledId"];
  if (schedule === undefined) return;
  shown["ScheduledTime"] = schedule.Timestamp;
  shown["FunctionName"] = schedule["Name"];
  shown["Input"] = schedule["Input"];
}

function without(shown: Shown, fields: readonly string[]): Shown {
  return Object.fromEntries(Object.entries(shown).filter(([name]) => !fields.includes(name)));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
