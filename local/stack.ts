import { join } from "node:path";
import { freePort } from "./freePort";
import { localSettings } from "./localSettings";
import type { SandboxSettings } from "./sandbox/facts";
import type { Route } from "./sandbox/http/answer";
import { startSandbox, type Sandbox } from "./sandbox/startSandbox";
import type { Cleanup } from "./stack/cleanup";
import { startHostChild, type HostChild } from "./stack/hostChild";
import { startStorage } from "./storage";

export interface StackOptions {
  /** Where engine state, tables and the host's log go. */
  readonly folder: string;
  readonly cleanup: Cleanup;
  /** Without a number: a free one. */
  readonly port?: number;
  readonly sandboxPort?: number;
  readonly sandboxSettings?: Partial<SandboxSettings>;
  /** More pages of the sandbox; they are asked for only once the stack is there. */
  readonly routes?: (stack: () => Stack) => readonly Route[];
}

/** The whole product on this machine: storage, sandbox and host, with one clock. */
export interface Stack {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly connectionString: string;
  readonly logFile: string;
  /** What the host process was started with. */
  readonly settings: Readonly<Record<string, string>>;
  /** kill -9. */
  killHost(): Promise<void>;
  /** In order, for good. */
  stopHost(): Promise<void>;
  /** On the same port and the same state. */
  startHost(): Promise<void>;
  hostMemory(): Promise<number>;
  /** Moves sandbox and host together and waits until what became due is done. */
  moveClock(ms: number): Promise<void>;
  /** Waits until the host has nothing left to do at this moment. */
  settle(): Promise<void>;
  /** Rejects when the host ends although nobody asked it to. */
  readonly broken: Promise<never>;
}

/** Starts everything; what was started is handed to `cleanup` one by one. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { folder, cleanup } = options;
  const port = options.port ?? (await freePort());
  const url = `http://localhost:${String(port)}`;
  const stack: { whole?: Stack } = {};
  const starting = startStorage(folder);
  cleanup.add(async () => (await starting.catch(() => undefined))?.close());
  const [sandbox, { connectionString }] = await Promise.all([
    openSandbox(options, url, () => whole(stack)),
    starting,
  ]);
  const logFile = join(folder, "host.log");
  const settings = {
    ...localSettings({ publicUrl: url, connectionString, sandboxUrl: sandbox.url }),
    ...sandbox.settings(),
    PORT: String(port),
    STATE_FILE: join(folder, "engine.db"),
    HOST_LOG: logFile,
  };
  const host = createHostControl(settings, sandbox);
  cleanup.add(() => host.stopHost());
  await host.startHost();
  stack.whole = { url, sandbox, connectionString, logFile, settings, ...host };
  return stack.whole;
}

function whole(stack: { whole?: Stack }): Stack {
  if (!stack.whole) throw new Error("The host is still starting; try again in a moment.");
  return stack.whole;
}

async function openSandbox(
  { sandboxPort = 0, sandboxSettings = {}, routes, cleanup }: StackOptions,
  publicUrl: string,
  stack: () => Stack,
): Promise<Sandbox> {
  const sandbox = await startSandbox({
    port: sandboxPort,
    publicUrl,
    settings: sandboxSettings,
    routes: routes?.(stack) ?? [],
  });
  cleanup.add(() => sandbox.close());
  return sandbox;
}

type HostControl = Pick<
  Stack,
  "killHost" | "stopHost" | "startHost" | "hostMemory" | "moveClock" | "settle" | "broken"
>;

/** The host process over its lives, and the one clock that it shares with the sandbox. */
function createHostControl(settings: Record<string, string>, sandbox: Sandbox): HostControl {
  let offset = 0;
  let host: HostChild | undefined;
  let starting: Promise<HostChild> | undefined;
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => undefined);
  const watch = (child: HostChild) =>
    void child.broke.then((error) => {
      if (host === child) failure.reject(error);
    });
  const end = async (how: "kill" | "stop") => {
    const ending = host ?? (await starting?.catch(() => undefined));
    host = undefined;
    await ending?.[how]();
  };
  return {
    broken: failure.promise,
    killHost: () => end("kill"),
    stopHost: () => end("stop"),
    startHost: async () => {
      starting = startHostChild({ ...settings, CLOCK_OFFSET_MS: String(offset) });
      host = await starting;
      watch(host);
    },
    hostMemory: async () => (await host?.memory()) ?? 0,
    moveClock: async (ms) => {
      offset += ms;
      sandbox.setClock(offset);
      await host?.moveClock(offset);
    },
    settle: async () => host?.moveClock(offset),
  };
}
