import { registeredApp, setLogSink, type RegisteredApp } from "./functionsCore";
import type { EngineView, HostOptions, RunningHost } from "./hostOptions";
import { listen, type Listener } from "./http/listen";
import { createRoutes } from "./http/routes";
import { serveFunctions } from "./http/serveFunctions";
import { RPC_PATH, serveRpc } from "./rpc/serveRpc";
import { sanitize } from "./sanitize";
import { wireHost, type HostParts } from "./wireHost";

export type { HostJson, HostOptions, RunningHost } from "./hostOptions";

// How long stop() waits for activities under way; what is cut off runs again at the next start.
const GRACE_MS = 1000;

/** Runs the registered functions: HTTP, timers, orchestrations and activities, all state in one file. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const log = (line: string) => (options.log ?? console.log)(sanitize(line));
  const app = registeredApp();
  await refuseStreaming(app);
  setLogSink((level, message) => log(`[${level}] ${message}`));
  const routes = createRoutes(
    app.functions.values(),
    options.hostJson.extensions?.http?.routePrefix ?? "api",
  );
  let rpcBaseUrl = "";
  const parts = wireHost(options, { app, log, rpcBaseUrl: () => rpcBaseUrl });
  const listeners: Listener[] = [];
  try {
    listeners.push(await listen(serveRpc(parts.engine), 0, "127.0.0.1"));
    rpcBaseUrl = `http://127.0.0.1:${listeners[0]?.port}${RPC_PATH}`;
    // The door opens last, when everything behind it is there.
    for (const hook of app.hooks("appStart")) await hook({ hookData: {} });
    listeners.unshift(
      await listen(
        serveFunctions({ routes, invoke: parts.invoke, log }),
        options.port,
        options.hostname,
      ),
    );
  } catch (error) {
    for (const listener of listeners) await listener.close();
    parts.store.close();
    throw error;
  }
  parts.engine.start();
  parts.triggers.start();
  parts.waker.arm();
  const port = listeners[0]?.port ?? options.port;
  return {
    url: `http://${options.hostname ?? "localhost"}:${port}`,
    port,
    stop: () => stop(parts, app, listeners),
    idle: () => {
      parts.waker.arm();
      return parts.rest.reached();
    },
    runTimerTrigger: (name) => parts.triggers.runNow(name),
    engine: viewOf(parts),
  };
}

async function stop(
  parts: HostParts,
  app: RegisteredApp,
  [door, ...others]: readonly Listener[],
): Promise<void> {
  if (!parts.store.isOpen()) return;
  await door?.close();
  parts.waker.stop();
  parts.triggers.stop();
  parts.engine.stop();
  let timer: NodeJS.Timeout | undefined;
  const grace = new Promise<void>((resolve) => (timer = setTimeout(resolve, GRACE_MS)));
  await Promise.race([parts.rest.reached(), grace]);
  clearTimeout(timer);
  for (const listener of others) await listener.close();
  for (const hook of app.hooks("appTerminate")) await hook({ hookData: {} });
  parts.store.close();
}

function viewOf({ engine, nextDue }: HostParts): EngineView {
  return {
    status: engine.status,
    history: engine.history,
    instances: engine.instances,
    nextDue: () => {
      const moment = nextDue();
      return moment === undefined ? undefined : new Date(moment);
    },
    startNew: (name, instanceId, input = null) =>
      void engine.operations.start({
        name,
        instanceId,
        input: JSON.stringify(input),
        version: undefined,
      }),
    raiseEvent: (id, name, data) =>
      engine.operations.raiseEvent(id, name, JSON.stringify(data ?? null)),
  };
}

// Also what the worker does at start: from then on the app's setup is fixed.
async function refuseStreaming({ model }: RegisteredApp): Promise<void> {
  const capabilities = await model.getCapabilities?.({});
  if (capabilities?.["HttpUri"] !== undefined)
    throw new Error(
      "HTTP streams (app.setup({ enableHttpStream: true })) are not imitated by the embedded host.",
    );
}
