import { createHash, randomBytes } from "node:crypto";
import { createMovableClock, installClock, type MovableClock } from "../../local/clock";
import { freePort } from "../../local/freePort";
import type { RunningHost } from "../../local/host/startHost";
import { localApiKey, localCaller, localSettings } from "../../local/localSettings";
import { startSandbox, type Sandbox } from "../../local/sandbox/startSandbox";
import type { LinkView } from "../../domain/linkView";
import { checkAnswer } from "./checkAnswer";
import { hostJson } from "./hostJson";
import { unknownEvents } from "./unknownEvents";
import { forgetOpenLinks } from "./rows";

export interface Call {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Product {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly host: RunningHost;
  readonly clock: MovableClock;
  readonly logs: string[];
  /** Calls the API as the declared caller (or with other headers); throws where the answer is not as described. */
  call(method: string, path: string, call?: Call): Promise<Response>;
  /** Posts a link request that is expected to be taken, and waits until nothing is due. */
  post(body: unknown, headers?: Record<string, string>): Promise<LinkView>;
  link(id: string): Promise<LinkView>;
  idle(): Promise<void>;
  /** Moves all clocks ahead and waits until nothing is due. */
  later(time: { days?: number; seconds?: number }): Promise<void>;
  /** Stops the host and starts it on the same engine state; with settings, as after a new deployment. */
  restart(settings?: Record<string, string>): Promise<void>;
  /** A sandbox as at the start, and no account claimed by an earlier test's link. */
  fresh(): Promise<void>;
  close(): Promise<void>;
}

export const contosoRequest = (sandbox: Sandbox, changes: Record<string, unknown> = {}) => ({
  directory: "contoso.onmicrosoft.com",
  administrator: { email: "admin@contoso.onmicrosoft.com" },
  account: { email: "partner.ops@outlook.com", kind: "microsoft" },
  reason: "Turn on password write-back",
  passwordWriteback: true,
  ticket: { id: "CHG-4711", callbackUrl: `${sandbox.url}/tickets/hooks/CHG-4711` },
  ...changes,
});

/** Another declared caller; its key is "other-key". */
const otherKeyHash = createHash("sha256").update("other-key").digest("hex");
const otherCaller = {
  ...localCaller("127.0.0.1:1"),
  id: "somebody-else",
  apiKeyHashes: [otherKeyHash],
  appIds: [],
};

/** The real app on the embedded host against the sandbox and Azurite, all in this process. */
export async function startProduct(
  options: {
    stateFile?: string;
    storage?: string;
    /** Beside or in the place of the usual ones; some are known once the sandbox is there. */
    settings?: Record<string, string> | ((sandbox: Sandbox) => Promise<Record<string, string>>);
  } = {},
): Promise<Product> {
  const { stateFile = ":memory:", storage = process.env["TEST_STORAGE"] ?? "" } = options;
  const clock = createMovableClock();
  const uninstall = installClock(clock);
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const sandbox = await startSandbox({ port: 0, now: () => clock.now(), publicUrl: url });
  const settings = localSettings({
    publicUrl: url,
    connectionString: storage,
    sandboxUrl: sandbox.url,
  });
  const callers = JSON.stringify([localCaller(new URL(sandbox.url).host), otherCaller]);
  const prefix = `t${randomBytes(6).toString("hex")}`;
  Object.assign(process.env, settings, sandbox.settings(), {
    CALLERS: callers,
    TABLES_PREFIX: prefix,
    ...(typeof options.settings === "function"
      ? await options.settings(sandbox)
      : options.settings),
  });
  await import("../../app");
  const logs: string[] = [];
  const start = async () => {
    const { startHost } = await import("../../local/host/startHost");
    return startHost({ port, stateFile, hostJson, clock, log: (line) => logs.push(line) });
  };
  return product({ url, sandbox, clock, logs, start, uninstall }, await start());
}

type Parts = Pick<Product, "url" | "sandbox" | "clock" | "logs"> & {
  start: () => Promise<RunningHost>;
  uninstall: () => void;
};

function product(parts: Parts, first: RunningHost): Product {
  const { url, sandbox, clock, logs, start, uninstall } = parts;
  let host = first;
  const call: Product["call"] = async (method, path, { body, headers = {} } = {}) => {
    const response = await fetch(url + path, {
      method,
      headers: {
        "x-api-key": localApiKey,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    await checkAnswer({ method, path }, response.clone());
    return response;
  };
  return {
    url,
    sandbox,
    clock,
    logs,
    get host() {
      return host;
    },
    call,
    async post(body, headers = {}) {
      const response = await call("POST", "/api/v1/links", { body, headers });
      const link = (await response.json()) as LinkView;
      if (response.status !== 202)
        throw new Error(`POST answered ${String(response.status)}: ${JSON.stringify(link)}`);
      await host.idle();
      return link;
    },
    link: async (id) => (await (await call("GET", `/api/v1/links/${id}`)).json()) as LinkView,
    idle: () => host.idle(),
    async later({ days = 0, seconds = 0 }) {
      clock.advance((days * 24 * 60 * 60 + seconds) * 1000);
      await host.idle();
    },
    async fresh() {
      sandbox.reset();
      await forgetOpenLinks();
    },
    async restart(changed) {
      await host.stop();
      if (changed) {
        Object.assign(process.env, changed);
        jest.resetModules();
        await import("../../app");
      }
      host = await start();
      await host.idle();
    },
    async close() {
      await host.stop();
      await sandbox.close();
      uninstall();
      expect(await unknownEvents()).toEqual([]);
    },
  };
}
