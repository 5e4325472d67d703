import { createObservedTimer } from "../../functions/observedTimer";
import { aContext } from "../support/fakesHttp";
import { testNow } from "../support/fakesLinks";

describe("an observed timer", () => {
  const beaten: string[] = [];
  const timer = (beat = (at: string) => Promise.resolve(void beaten.push(at))) =>
    createObservedTimer({ heartbeat: { beat }, now: () => testNow });
  beforeEach(() => void (beaten.length = 0));

  it("says in one line what its run did, and leaves word that it ran", async () => {
    const context = aContext();
    await timer()("webhooks", () => Promise.resolve({ heard: 2 }))(undefined, context);
    expect(context.logged.map((line) => JSON.parse(line) as unknown)).toEqual([
      { event: "webhooks", heard: 2, durationMs: expect.any(Number) as number },
    ]);
    expect(beaten).toEqual([testNow]);
  });

  it("leaves no word of a run that failed", async () => {
    const run = timer()("webhooks", () => Promise.reject(new Error("storage")));
    await expect(run(undefined, aContext())).rejects.toThrow("storage");
    expect(beaten).toEqual([]);
  });

  it("has done its work although it cannot leave word, which it says", async () => {
    const context = aContext();
    const down = timer(() => Promise.reject(new Error("secret")));
    await down("sweepOld", () => Promise.resolve({}))(undefined, context);
    expect(context.logged).toHaveLength(2);
    expect(context.logged.join()).not.toContain("secret");
  });
});
