import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FromHost, ToHost } from "./hostMessages";

export interface HostChild {
  readonly pid: number;
  /** Moves its clock and waits until what became due is done. */
  moveClock(offsetMs: number): Promise<void>;
  /** Resident memory in bytes. */
  memory(): Promise<number>;
  /** kill -9: no goodbye, nothing is tidied up. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves with the reason when the process ends by itself. */
  readonly broke: Promise<Error>;
}

const program = join("dist", "local", "hostProcess.js");
const startupMs = 30_000;
const answerMs = 15_000;
const stopMs = 4000;

/** Starts the host as a child process and waits until it serves. */
export async function startHostChild(env: Readonly<Record<string, string>>): Promise<HostChild> {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  const words = collect(child);
  const exit = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const broke = exit.then(() => new Error(words() || "The host process ended by itself."));
  await Promise.race([
    heard(child, "ready", startupMs),
    broke.then((error) => Promise.reject(error)),
  ]);
  return control(child, exit, broke);
}

function control(child: ChildProcess, exit: Promise<void>, broke: Promise<Error>): HostChild {
  const ask = async (message: ToHost, answer: keyof Answers) => {
    const heardIt = heard(child, answer, answerMs);
    if (child.connected) child.send(message);
    return Promise.race([heardIt, exit.then(() => 0)]);
  };
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const impatience = setTimeout(() => child.kill("SIGKILL"), stopMs);
    await exit;
    clearTimeout(impatience);
  };
  return {
    pid: child.pid ?? 0,
    moveClock: async (offsetMs) => void (await ask({ clock: offsetMs }, "settled")),
    memory: async () => residentOf(child.pid) ?? Number(await ask({ memory: true }, "memory")),
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    broke,
  };
}

interface Answers {
  readonly ready: string;
  readonly settled: number;
  readonly memory: number;
}

function heard(child: ChildProcess, name: keyof Answers, withinMs: number): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      child.off("message", listener);
      child.off("exit", done);
    };
    const listener = (message: FromHost) => {
      if (!(name in message)) return;
      done();
      resolve((message as Partial<Answers>)[name]);
    };
    const timer = setTimeout(() => {
      done();
      reject(new Error(`The host process did not answer within ${String(withinMs / 1000)} s.`));
    }, withinMs);
    timer.unref();
    child.on("message", listener);
    child.once("exit", done);
  });
}

/** The last words of the process: one clear message when it could not start. */
function collect(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (part: string) => {
    text = (text + part).slice(-4000);
  });
  return () => text.trim();
}

function residentOf(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${String(pid)}/status`, "utf8");
    const kib = /^VmRSS:\s+(\d+) kB/m.exec(status)?.[1];
    return kib === undefined ? undefined : Number(kib) * 1024;
  } catch {
    return undefined;
  }
}
