import { OrchestrationRefused } from "./failures";

/** What the orchestrator asks the host to do; waits for events need nothing from it. */
export type Leaf =
  | { readonly kind: "activity"; readonly name: string; readonly input: string | null }
  | { readonly kind: "timer"; readonly fireAt: number; readonly isCanceled: boolean };

interface Action {
  readonly actionType: number;
  readonly functionName?: string;
  readonly input?: unknown;
  readonly fireAt?: Date | string;
  readonly isCanceled?: boolean;
  readonly compoundActions?: readonly Action[];
}

const CALL_ACTIVITY = 0;
const CREATE_TIMER = 5;
const WAIT_FOR_EXTERNAL_EVENT = 6;
const WHEN_ANY = 11;
const WHEN_ALL = 12;
const refused: Readonly<Record<number, string>> = {
  1: "callActivityWithRetry",
  2: "callSubOrchestrator",
  3: "callSubOrchestratorWithRetry",
  4: "continueAsNew",
  7: "callEntity",
  8: "callHttp",
  9: "signalEntity",
  10: "signalEntity at a set time",
  13: "lock of entities",
  14: "lock of entities",
};

/** The actions of a whole replay, one by one, in the order in which the SDK numbers their tasks. */
export function flattenActions(actions: readonly unknown[]): Leaf[] {
  const leaves: Leaf[] = [];
  const seen = new Set<Action>();
  const visit = (action: Action): void => {
    switch (action.actionType) {
      case WAIT_FOR_EXTERNAL_EVENT:
        return;
      case WHEN_ANY:
      case WHEN_ALL:
        return (action.compoundActions ?? []).forEach(visit);
      case CALL_ACTIVITY:
      case CREATE_TIMER:
        if (seen.has(action)) throw new OrchestrationRefused(reused(action));
        seen.add(action);
        leaves.push(toLeaf(action));
        return;
      default:
        throw new OrchestrationRefused(
          `'${refused[action.actionType] ?? `action ${action.actionType}`}' is not imitated by the embedded host. Run it with Core Tools.`,
        );
    }
  };
  (actions as readonly Action[]).forEach(visit);
  return leaves;
}

function toLeaf(action: Action): Leaf {
  if (action.actionType === CREATE_TIMER)
    return {
      kind: "timer",
      fireAt: new Date(action.fireAt ?? NaN).getTime(),
      isCanceled: action.isCanceled === true,
    };
  return { kind: "activity", name: String(action.functionName), input: inputText(action.input) };
}

// The SDK turns strings into JSON itself and leaves everything else to the host.
function inputText(input: unknown): string | null {
  if (input === undefined || input === null) return null;
  return typeof input === "string" ? input : JSON.stringify(input);
}

// https://github.com/Azure/azure-functions-durable-js/issues/574
function reused(action: Action): string {
  const task =
    action.actionType === CREATE_TIMER ? "A timer" : `The activity task '${action.functionName}'`;
  return `${task} is used in a second Task.any or Task.all. The Durable extension would schedule it once more: make a new task each time.`;
}
