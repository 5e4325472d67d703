import { createEvent, EventType, isFinished, isScheduling, statusNumber, taskIdOf } from "./events";
import type { RuntimeStatus } from "./events";
import { OrchestrationRefused } from "./failures";
import { flattenActions, type Leaf } from "./flattenActions";
import type { Message } from "./inbox";
import type { HistoryRow, InstanceRow, NewHistory } from "./instances";
import { checkReplay } from "./checkReplay";
import type { NewActivity, NewTimer } from "./work";

const DAY = 86_400_000;
const MAXIMUM_SHORT_TIMER = 6 * DAY;
const LONG_TIMER_HOP = 3 * DAY;

/** What the orchestrator said at the end of its replay. */
export interface Verdict {
  readonly actions: readonly unknown[];
  /** undefined while it goes on. */
  readonly end: { readonly status: RuntimeStatus; readonly output: string | null } | undefined;
  readonly customStatus: string | null;
}

export interface Turn {
  readonly now: Date;
  readonly instance: InstanceRow;
  readonly past: readonly HistoryRow[];
  /** OrchestratorStarted and the messages taken from the inbox. */
  readonly fresh: readonly NewHistory[];
  readonly messages: readonly Message[];
}

export interface Plan {
  readonly history: readonly NewHistory[];
  readonly activities: readonly NewActivity[];
  readonly timers: readonly NewTimer[];
  /** Actions whose timers were cancelled. */
  readonly cancelled: ReadonlySet<number>;
  readonly status: RuntimeStatus;
  readonly output: string | null;
  readonly customStatus: string | null;
  readonly nextTask: number;
  readonly actions: number;
}

/** Turns a replay's verdict into what has to be written, or throws OrchestrationRefused. */
export function planTurn(turn: Turn, verdict: Verdict, activityNames: ReadonlySet<string>): Plan {
  const leaves = flattenActions(verdict.actions);
  checkReplay(turn.past, leaves);
  const cancelled = cancelledTimers(leaves);
  const draft = createDraft(turn, activityNames);
  for (const { hop } of turn.messages)
    if (hop !== undefined && hop.finalAt > turn.now.getTime())
      draft.nextHop(hop, cancelled.has(hop.action));
  leaves
    .slice(turn.instance.actions)
    .forEach((leaf, i) => draft.schedule(leaf, turn.instance.actions + i));
  const open = openTasks([...turn.past, ...draft.rows()], cancelled);
  // As in the framework, an orchestrator that returned stays Running while an activity or timer is open.
  const ended = verdict.end !== undefined && open === 0 ? verdict.end : undefined;
  return {
    ...draft.result(),
    history: draft.close(ended),
    cancelled,
    status: ended?.status ?? "Running",
    output: ended?.output ?? null,
    customStatus: verdict.customStatus,
    actions: leaves.length,
  };
}

/** A plan that ends the instance now, whatever is still open. */
export function planEnd(turn: Turn, end: { status: RuntimeStatus; output: string | null }): Plan {
  const draft = createDraft(turn, new Set());
  return {
    ...draft.result(),
    history: draft.close(end),
    cancelled: new Set(),
    ...end,
    customStatus: turn.instance.customStatus,
    actions: turn.instance.actions,
  };
}

function createDraft({ now, instance, fresh }: Turn, activityNames: ReadonlySet<string>) {
  const scheduled: NewHistory[] = [];
  const activities: NewActivity[] = [];
  const timers: NewTimer[] = [];
  let nextTask = instance.nextTask;
  const addTimer = (action: number, finalAt: number, fireAt: number, isCanceled: boolean) => {
    const task = nextTask++;
    const FireAt = new Date(fireAt).toISOString();
    scheduled.push({
      event: createEvent(EventType.TimerCreated, now, { EventId: task, FireAt }),
      action,
    });
    if (!isCanceled) timers.push({ task, action, fireAt, finalAt });
  };
  const rows = () => [...fresh, ...scheduled].map(toRow);
  return {
    rows,
    nextHop: ({ action, finalAt }: { action: number; finalAt: number }, isCanceled: boolean) =>
      addTimer(
        action,
        finalAt,
        now.getTime() + Math.min(finalAt - now.getTime(), LONG_TIMER_HOP),
        isCanceled,
      ),
    schedule: (leaf: Leaf, action: number) => {
      if (leaf.kind === "timer") {
        const isLong = leaf.fireAt - now.getTime() > MAXIMUM_SHORT_TIMER;
        return addTimer(
          action,
          leaf.fireAt,
          isLong ? now.getTime() + LONG_TIMER_HOP : leaf.fireAt,
          leaf.isCanceled,
        );
      }
      checkActivity(leaf.name, activityNames);
      const [task, Input] = [nextTask++, `[${leaf.input ?? "null"}]`];
      const event = createEvent(EventType.TaskScheduled, now, {
        EventId: task,
        Name: leaf.name,
        Version: "",
        Input,
      });
      scheduled.push({ event, action });
      activities.push({ task, name: leaf.name, input: leaf.input });
    },
    close: (end: { status: RuntimeStatus; output: string | null } | undefined): NewHistory[] => {
      const closing = [createEvent(EventType.OrchestratorCompleted, now)];
      if (end !== undefined && isFinished(end.status))
        closing.unshift(
          createEvent(EventType.ExecutionCompleted, now, {
            EventId: nextTask,
            OrchestrationStatus: statusNumber[end.status],
            Result: end.output,
          }),
        );
      return [...fresh, ...scheduled, ...closing.map((event) => ({ event, action: null }))];
    },
    result: () => ({ activities, timers, nextTask }),
  };
}

type OpenRow = Pick<HistoryRow, "type" | "task" | "action">;

function toRow({ event, action }: NewHistory): OpenRow {
  return { type: event.EventType, task: taskIdOf(event), action };
}

function openTasks(rows: readonly OpenRow[], cancelled: ReadonlySet<number>): number {
  const open = new Set<number>();
  for (const { type, task, action } of rows) {
    if (task === null) continue;
    if (!isScheduling(type)) open.delete(task);
    else if (action === null || !cancelled.has(action)) open.add(task);
  }
  return open.size;
}

function cancelledTimers(leaves: readonly Leaf[]): ReadonlySet<number> {
  return new Set(
    leaves.flatMap((leaf, i) => (leaf.kind === "timer" && leaf.isCanceled ? [i] : [])),
  );
}

function checkActivity(name: string, known: ReadonlySet<string>): void {
  if (known.has(name)) return;
  throw new OrchestrationRefused(
    `The function '${name}' doesn't exist, is disabled, or is not an activity function. ` +
      `Additional info: The following are the known activity functions: '${[...known].join("', '")}'.`,
  );
}
