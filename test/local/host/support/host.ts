import * as df from "durable-functions";
import type { HttpResponseInit } from "@azure/functions";
import { createMovableClock, type MovableClock } from "../../../../local/clock";
import type { HostOptions, RunningHost } from "../../../../local/host/hostOptions";
import { startHost } from "../../../../local/host/startHost";

export interface TestHost extends RunningHost {
  readonly clock: MovableClock;
  readonly lines: string[];
}

const running = new Set<RunningHost>();

/** A host on a free port with a clock of its own; stopped after the test by stopHosts. */
export async function hostForTest(options: Partial<HostOptions> = {}): Promise<TestHost> {
  const clock = createMovableClock();
  const lines: string[] = [];
  const host = await startHost({
    port: 0,
    stateFile: ":memory:",
    hostJson: { extensions: { http: { routePrefix: "" } } },
    clock,
    log: (line) => lines.push(line),
    ...options,
  });
  running.add(host);
  return { ...host, clock: (options.clock as MovableClock | undefined) ?? clock, lines };
}

export async function stopHosts(): Promise<void> {
  for (const host of running) await host.stop();
  running.clear();
}

/** Doors to the durable client, so that tests go the whole way: HTTP, SDK client, rpc listener, engine. */
export function registerDoors(): void {
  const attempt = async (call: () => Promise<unknown>): Promise<HttpResponseInit> => {
    try {
      return { jsonBody: { ok: (await call()) ?? null } };
    } catch (error) {
      return { status: 500, jsonBody: { error: (error as Error).message } };
    }
  };
  df.app.client.http("start", {
    route: "test/start/{name}/{id}",
    methods: ["POST"],
    handler: async (request, client) => {
      const { name = "", id = "" } = request.params;
      const text = await request.text();
      const version = request.query.get("version");
      const options = {
        instanceId: id,
        ...(text && { input: JSON.parse(text) }),
        ...(version && { version }),
      };
      return attempt(() => client.startNew(name, options));
    },
  });
  df.app.client.http("raise", {
    route: "test/raise/{id}/{event}",
    methods: ["POST"],
    handler: async (request, client) => {
      const { id = "", event = "" } = request.params;
      const data: unknown = JSON.parse(await request.text());
      return attempt(() => client.raiseEvent(id, event, data));
    },
  });
}

/** Starts an orchestration through the SDK's client and waits until it rests. */
export async function start(
  host: RunningHost,
  name: string,
  id: string,
  input?: unknown,
): Promise<Response> {
  const response = await fetch(`${host.url}/test/start/${name}/${id}`, {
    method: "POST",
    body: input === undefined ? "" : JSON.stringify(input),
  });
  await host.idle();
  return response;
}

export async function raise(
  host: RunningHost,
  id: string,
  event: string,
  data: unknown = null,
): Promise<Response> {
  const response = await fetch(`${host.url}/test/raise/${id}/${event}`, {
    method: "POST",
    body: JSON.stringify(data),
  });
  await host.idle();
  return response;
}

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
