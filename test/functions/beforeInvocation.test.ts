import { InvocationContext, PreInvocationContext } from "@azure/functions";
import { createBeforeInvocation } from "../../functions/beforeInvocation";

async function refreshesBefore(type: string): Promise<number> {
  let refreshes = 0;
  const before = createBeforeInvocation({ refresh: () => Promise.resolve(void refreshes++) });
  const invocationContext = new InvocationContext({
    options: { trigger: { type, name: "trigger" } },
  });
  await before(new PreInvocationContext({ invocationContext }));
  return refreshes;
}

describe("what is done before each invocation", () => {
  it.each(["httpTrigger", "timerTrigger", "activityTrigger"])(
    "is to look after the keys, for a %s",
    async (type) => {
      expect(await refreshesBefore(type)).toBe(1);
    },
  );

  it("is nothing for an orchestrator", async () => {
    expect(await refreshesBefore("orchestrationTrigger")).toBe(0);
  });
});
