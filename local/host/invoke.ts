import { randomUUID } from "node:crypto";
import type { RegisteredFunction } from "./checkRegistration";
import type { RegisteredApp } from "./functionsCore";
import type { CoreInvocationContext, InvocationResponse, RpcTypedData } from "./workerTypes";

export type Log = (line: string) => void;

export interface Invocation {
  /** What the handler returned, before it is turned into typed data. */
  readonly result: unknown;
  respond(): Promise<InvocationResponse>;
}

export type Invoke = (fn: RegisteredFunction, trigger: RpcTypedData) => Promise<Invocation>;

interface InvokerParts {
  readonly app: RegisteredApp;
  readonly log: Log;
  /** The JSON a durable client binding receives. */
  clientData(): string;
}

/** Runs one function the way the Node worker does: model, hooks, handler, hooks. */
export function createInvoke(parts: InvokerParts): Invoke {
  const runHooks = async (
    name: "preInvocation" | "postInvocation",
    context: Record<string, unknown>,
  ) => {
    for (const hook of parts.app.hooks(name)) await hook(context);
  };
  return async (fn, trigger) => {
    const core = coreContext(parts, fn, trigger);
    const model = await parts.app.model.getInvocationModel(core);
    const { context, inputs } = await model.getArguments();
    const call = {
      hookData: {},
      invocationContext: context,
      inputs,
      functionCallback: fn.callback,
    };
    core.state = "preInvocationHooks";
    await runHooks("preInvocation", call);
    core.state = "invocation";
    const after: Record<string, unknown> = { ...call, result: null, error: null };
    try {
      after["result"] = await model.invokeFunction(context, call.inputs, call.functionCallback);
    } catch (error) {
      after["error"] = error ?? new Error("The function threw nothing.");
    }
    core.state = "postInvocationHooks";
    await runHooks("postInvocation", after);
    core.state = undefined;
    if (after["error"] !== null && after["error"] !== undefined) throw after["error"];
    return { result: after["result"], respond: () => model.getResponse(context, after["result"]) };
  };
}

function coreContext(
  parts: InvokerParts,
  fn: RegisteredFunction,
  trigger: RpcTypedData,
): CoreInvocationContext {
  const invocationId = randomUUID();
  const inputData = [{ name: fn.triggerName, data: trigger }];
  for (const [name, binding] of Object.entries(fn.metadata.bindings))
    if (binding.type === "durableClient")
      inputData.push({ name, data: { string: parts.clientData() } });
  return {
    invocationId,
    request: { invocationId, inputData, triggerMetadata: {} },
    metadata: fn.metadata,
    log: (level, category, message) => {
      const entry = { level, category, message, hookData: {} };
      for (const hook of parts.app.hooks("log")) hook(entry);
      parts.log(`[${entry.level}] ${fn.name}: ${entry.message}`);
    },
  };
}
