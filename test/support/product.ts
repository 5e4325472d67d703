import { randomBytes } from "node:crypto";
import { createMovableClock, installClock, type MovableClock } from "../../local/clock";
import { freePort } from "../../local/freePort";
import { hostJson } from "./hostJson";
import type { RunningHost } from "../../local/host/startHost";
import { localApiKey, localCaller, localSettings } from "../../local/localSettings";
import { startSandbox, type Sandbox } from "../../local/sandbox/startSandbox";
import type { LinkView } from "../../domain/linkView";

export interface Product {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly host: RunningHost;
  readonly clock: MovableClock;
  readonly logs: string[];
  /** Calls the API as the declared caller (or with other headers). */
  call(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
  post(body: unknown, headers?: Record<string, string>): Promise<LinkView>;
  link(id: string): Promise<LinkView>;
  /** Waits until nothing is due at the clock's present. */
  idle(): Promise<void>;
  /** Moves all clocks ahead and waits until nothing is due. */
  later(time: { days?: number; seconds?: number }): Promise<void>;
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

const operator = {
  ...localCaller("127.0.0.1:1"),
  id: "operators",
  roles: ["Links.Operate"],
  apiKeyHashes: [] as string[],
};

/** The real app on the embedded host against the sandbox and Azurite, all in this process. */
export async function startProduct(): Promise<Product> {
  const clock = createMovableClock();
  const uninstall = installClock(clock);
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const sandbox = await startSandbox({ port: 0, now: () => clock.now(), publicUrl: url });
  const storage = process.env["TEST_STORAGE"] ?? "";
  const settings = localSettings({
    publicUrl: url,
    connectionString: storage,
    sandboxUrl: sandbox.url,
  });
  const callers = JSON.stringify([localCaller(new URL(sandbox.url).host), operator]);
  Object.assign(process.env, settings, sandbox.settings(), {
    CALLERS: callers,
    TABLES_PREFIX: `t${randomBytes(6).toString("hex")}`,
  });
  await import("../../app");
  const { startHost } = await import("../../local/host/startHost");
  const logs: string[] = [];
  const host = await startHost({
    port,
    stateFile: ":memory:",
    hostJson,
    clock,
    log: (line) => logs.push(line),
  });
  return product({ url, sandbox, host, clock, logs, uninstall });
}

function product(
  parts: Pick<Product, "url" | "sandbox" | "host" | "clock" | "logs"> & { uninstall: () => void },
): Product {
  const { url, sandbox, host, clock, uninstall } = parts;
  const call: Product["call"] = (method, path, { body, headers = {} } = {}) =>
    fetch(url + path, {
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
  return {
    ...parts,
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
    async close() {
      await host.stop();
      await sandbox.close();
      uninstall();
    },
  };
}
