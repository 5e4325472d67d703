import { app } from "@azure/functions";
import * as df from "durable-functions";
import { createMovableClock, type MovableClock } from "../../local/clock";
import type { RunningHost } from "../../local/host/startHost";
import { startHost } from "../../local/host/startHost";
import { hostJson } from "./hostJson";

export interface TestEngine {
  readonly host: RunningHost;
  readonly clock: MovableClock;
  /** Starts an orchestration and waits until nothing is due. */
  start(name: string, id: string, input: unknown): Promise<void>;
  later(seconds: number): Promise<void>;
  output(id: string): unknown;
  close(): Promise<void>;
}

type Fake = (input: never) => unknown;

/** The real executor on the embedded host, with fake activities and a clock to move. */
export async function startEngine(
  orchestrations: Record<string, df.OrchestrationHandler>,
  activities: Record<string, Fake>,
): Promise<TestEngine> {
  for (const [name, handler] of Object.entries(orchestrations)) df.app.orchestration(name, handler);
  for (const [name, handler] of Object.entries(activities))
    df.app.activity(name, { handler: (input: unknown) => handler(input as never) });
  app.http("starter", {
    route: "start/{name}/{id}",
    methods: ["POST"],
    authLevel: "anonymous",
    extraInputs: [df.input.durableClient()],
    handler: async (request, context) => {
      const { name = "", id = "" } = request.params;
      await df.getClient(context).startNew(name, { instanceId: id, input: await request.json() });
      return { status: 202 };
    },
  });
  const clock = createMovableClock();
  const host = await startHost({
    port: 0,
    stateFile: ":memory:",
    hostJson,
    clock,
    log: () => undefined,
  });
  return {
    host,
    clock,
    async start(name, id, input) {
      const response = await fetch(`${host.url}/start/${name}/${id}`, {
        method: "POST",
        body: JSON.stringify(input),
      });
      if (response.status !== 202) throw new Error(`start answered ${String(response.status)}`);
      await host.idle();
    },
    async later(seconds) {
      clock.advance(seconds * 1000);
      await host.idle();
    },
    output: (id) => host.engine.status(id)?.output,
    close: () => host.stop(),
  };
}
