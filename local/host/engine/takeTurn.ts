import type { RegisteredFunction } from "../checkRegistration";
import type { Invoke, Log } from "../invoke";
import type { Clock } from "../../clock";
import { createEvent, EventType, isFinished } from "./events";
import { OrchestrationRefused, orchestratorFailure } from "./failures";
import type { Message } from "./inbox";
import type { InstanceRow } from "./instances";
import { planEnd, planTurn, type Plan, type Turn } from "./planTurn";
import { runOrchestrator } from "./runOrchestrator";
import type { Tables } from "./tables";
import { mayRun, type Versioning } from "./versions";

export interface TurnParts {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly invoke: Invoke;
  readonly orchestrators: ReadonlyMap<string, RegisteredFunction>;
  readonly activityNames: ReadonlySet<string>;
  readonly versioning: Versioning;
  readonly log: Log;
}

export type TurnOutcome = "taken" | "held";

/**
 * One turn of one instance: read the inbox, replay, write everything in one transaction.
 * Until that commit nothing has happened, so a killed turn is simply taken again.
 */
export async function takeTurn(parts: TurnParts, instanceId: string): Promise<TurnOutcome> {
  const { tables } = parts;
  const instance = tables.instances.get(instanceId);
  const batch = tables.inbox.batch(instanceId);
  const messages = batch.filter(({ execution }) => execution === instance?.execution);
  if (instance === undefined || isFinished(instance.status) || messages.length === 0) {
    tables.store.transaction(() => tables.inbox.remove(batch));
    return "taken";
  }
  const turn = openTurn(parts, instance, messages);
  const fits = mayRun(parts.versioning, instance.version);
  if (!fits && parts.versioning.failure === "Reject") {
    parts.log(
      `[warning] Instance '${instance.id}' has version '${instance.version}': left to a newer host.`,
    );
    return "held";
  }
  const plan = fits
    ? await decide(parts, turn)
    : planEnd(turn, {
        status: "Failed",
        output: "Orchestration version did not comply with Worker Versioning",
      });
  commit(tables, turn, { plan, batch });
  if (plan.status === "Failed") parts.log(`[error] ${plan.output ?? ""}`);
  return "taken";
}

function openTurn(
  { tables, clock }: TurnParts,
  instance: InstanceRow,
  messages: readonly Message[],
): Turn {
  const now = clock.now();
  const started = createEvent(EventType.OrchestratorStarted, now);
  const fresh = [started, ...messages.map(({ event }) => event)].map((event) => ({
    event,
    action: null,
  }));
  return { now, instance, messages, fresh, past: tables.instances.history(instance.id) };
}

async function decide(parts: TurnParts, turn: Turn): Promise<Plan> {
  const { instance, past, fresh } = turn;
  const terminated = fresh.find(({ event }) => event.EventType === EventType.ExecutionTerminated);
  if (terminated !== undefined)
    return planEnd(turn, {
      status: "Terminated",
      output: terminated.event["Input"] as string | null,
    });
  try {
    const fn = parts.orchestrators.get(instance.name);
    if (fn === undefined)
      throw new OrchestrationRefused(
        `The function '${instance.name}' doesn't exist, is disabled, or is not an orchestrator function.`,
      );
    const verdict = await runOrchestrator(parts.invoke, fn, {
      instance,
      past: past.map(({ event }) => event),
      fresh: fresh.map(({ event }) => event),
    });
    return planTurn(turn, verdict, parts.activityNames);
  } catch (error) {
    if (!(error instanceof OrchestrationRefused)) throw error;
    return planEnd(turn, {
      status: "Failed",
      output: orchestratorFailure(instance.name, error.message),
    });
  }
}

function commit(
  tables: Tables,
  turn: Turn,
  { plan, batch }: { plan: Plan; batch: readonly Message[] },
): void {
  const { instance, now, past } = turn;
  const to = { instance: instance.id, execution: instance.execution };
  tables.store.transaction(() => {
    tables.instances.append(instance.id, past.length, plan.history);
    tables.inbox.remove(batch);
    plan.activities.forEach((activity) => tables.activities.add(to, activity));
    if (plan.cancelled.size > 0)
      for (const timer of tables.timers.ofInstance(instance.id))
        if (plan.cancelled.has(timer.action)) tables.timers.remove(timer.seq);
    plan.timers.forEach((timer) => tables.timers.add(to, timer));
    if (isFinished(plan.status)) tables.instances.forgetWaiting(instance.id);
    tables.instances.update(instance.id, {
      status: plan.status,
      output: plan.output,
      customStatus: plan.customStatus,
      updatedAt: now.getTime(),
      nextTask: plan.nextTask,
      actions: plan.actions,
    });
  });
}
