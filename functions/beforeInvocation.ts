import type { PreInvocationHandler } from "@azure/functions";

/**
 * Before each invocation the keys are looked after, so that the work itself never waits for them. Not before
 * an orchestrator's: it is replayed again and again, uses no key, and waits for nothing but the engine.
 */
export const createBeforeInvocation =
  (keys: { refresh(): Promise<void> }): PreInvocationHandler =>
  async ({ invocationContext }) => {
    if (invocationContext.options.trigger.type !== "orchestrationTrigger") await keys.refresh();
  };
