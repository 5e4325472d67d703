/** Numbers of the Durable Task framework's history events, as the SDK reads them. */
export const EventType = {
  ExecutionStarted: 0,
  ExecutionCompleted: 1,
  ExecutionTerminated: 3,
  TaskScheduled: 4,
  TaskCompleted: 5,
  TaskFailed: 6,
  TimerCreated: 10,
  TimerFired: 11,
  OrchestratorStarted: 12,
  OrchestratorCompleted: 13,
  EventRaised: 15,
} as const;

export type EventTypeNumber = (typeof EventType)[keyof typeof EventType];

/** One history event in the extension's own shape; its further fields depend on the type. */
export interface HistoryEvent {
  readonly EventType: EventTypeNumber;
  readonly EventId: number;
  readonly IsPlayed: boolean;
  readonly Timestamp: string;
  readonly [field: string]: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** An event as it is when it happens. EventId is -1 for all that were not scheduled by the orchestrator. */
export function createEvent(
  type: EventTypeNumber,
  at: Date,
  { EventId = -1, ...fields }: Fields & { readonly EventId?: number } = {},
): HistoryEvent {
  return { EventType: type, EventId, IsPlayed: false, Timestamp: at.toISOString(), ...fields };
}

/** The id of the task that an event schedules or settles, if it does. */
export function taskIdOf(event: HistoryEvent): number | null {
  switch (event.EventType) {
    case EventType.TaskScheduled:
    case EventType.TimerCreated:
      return event.EventId;
    case EventType.TaskCompleted:
    case EventType.TaskFailed:
      return Number(event["TaskScheduledId"]);
    case EventType.TimerFired:
      return Number(event["TimerId"]);
    default:
      return null;
  }
}

export function isScheduling(type: EventTypeNumber): boolean {
  return type === EventType.TaskScheduled || type === EventType.TimerCreated;
}

export type RuntimeStatus = "Pending" | "Running" | "Completed" | "Failed" | "Terminated";

/** The framework's numbers for the states an execution can end in. */
export const statusNumber: Readonly<Record<RuntimeStatus, number>> = {
  Running: 0,
  Completed: 1,
  Failed: 3,
  Terminated: 5,
  Pending: 6,
};

export function isFinished(status: RuntimeStatus): boolean {
  return status === "Completed" || status === "Failed" || status === "Terminated";
}
