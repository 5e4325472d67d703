import { createEngine, type Engine } from "./engine/createEngine";
import { openStore, type Store } from "./engine/openStore";
import { readVersioning } from "./engine/versions";
import type { RegisteredApp } from "./functionsCore";
import type { HostOptions } from "./hostOptions";
import { createInvoke, type Invoke, type Log } from "./invoke";
import { createRest, type Rest } from "./rest";
import { clientData } from "./rpc/clientData";
import { createTimerTriggers, type TimerTriggers } from "./timerTriggers";
import { createWaker, earliest, type Waker } from "./waker";

/** The parts of a host, wired but not yet running. */
export interface HostParts {
  readonly store: Store;
  readonly invoke: Invoke;
  readonly engine: Engine;
  readonly triggers: TimerTriggers;
  readonly waker: Waker;
  readonly rest: Rest;
  nextDue(): number | undefined;
}

interface Surroundings {
  readonly app: RegisteredApp;
  readonly log: Log;
  /** Known only once the durable client's listener has a port. */
  rpcBaseUrl(): string;
}

export function wireHost(
  { clock, hostJson, stateFile }: HostOptions,
  around: Surroundings,
): HostParts {
  const { app, log } = around;
  const durable = hostJson.extensions?.durableTask ?? {};
  const versioning = readVersioning(durable);
  const data = () => clientData(durable.hubName ?? "TestHubName", around.rpcBaseUrl());
  const invoke = createInvoke({ app, log, clientData: data });
  const store = openStore(stateFile);
  const rest = createRest(() => engine.isIdle() && triggers.isIdle());
  const changed = () => {
    waker.arm();
    rest.check();
  };
  const parts = { store, clock, invoke, functions: app.functions, log, changed };
  const engine = createEngine({ ...parts, versioning });
  const triggers = createTimerTriggers(parts);
  const sources = [engine.timers, triggers];
  const waker = createWaker(clock, sources);
  return { store, invoke, engine, triggers, waker, rest, nextDue: () => earliest(sources) };
}
