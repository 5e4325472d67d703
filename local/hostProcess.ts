import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createMovableClock, installClock } from "./clock";
import { entryPointOf, loadApp } from "./host/loadApp";
import { startHost, type HostJson, type RunningHost } from "./host/startHost";
import { checkStorage } from "./stack/checkStorage";
import type { FromHost, ToHost } from "./stack/hostMessages";

// The Functions host as a process of its own, so that it can be killed like one.
// Settings: PORT, STATE_FILE, APP_FOLDER, HOST_LOG, CLOCK_OFFSET_MS, and those of the product.
const { env } = process;

const tell = (message: FromHost): void => void process.send?.(message);

function logger(file: string | undefined): (line: string) => void {
  if (!file) return console.log;
  return (line) => appendFileSync(file, `${new Date().toISOString()} ${line}\n`);
}

/** Ends with the signals, and when the parent is gone: nobody else would end this process then. */
function stopWhenAsked(): { host?: RunningHost } {
  const running: { host?: RunningHost } = {};
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void Promise.resolve(running.host?.stop()).finally(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  // Ctrl-C reaches parent and child alike; a parent ends its child itself, in its own order.
  process.on("SIGINT", () => process.connected || stop());
  process.on("disconnect", stop);
  return running;
}

/** A clock of this whole process that follows the parent's offset. */
function followedClock() {
  const clock = createMovableClock();
  let offset = 0;
  const follow = (offsetMs: number) => {
    clock.advance(offsetMs - offset);
    offset = offsetMs;
  };
  follow(Number(env["CLOCK_OFFSET_MS"] ?? 0));
  installClock(clock);
  return { clock, follow };
}

async function main(): Promise<void> {
  const running = stopWhenAsked();
  // The package as it is deployed, with its own host.json and entry point.
  const folder = env["APP_FOLDER"] ?? "dist/package";
  const hostJson = JSON.parse(readFileSync(join(folder, "host.json"), "utf8")) as HostJson;
  const { clock, follow } = followedClock();
  loadApp(entryPointOf(folder));
  await checkStorage(env["AzureWebJobsStorage"] ?? "");
  const log = logger(env["HOST_LOG"]);
  const port = Number(env["PORT"] ?? 7071);
  const stateFile = env["STATE_FILE"] ?? ".local/engine.db";
  const host = await startHost({ port, stateFile, hostJson, clock, log });
  running.host = host;
  process.on("message", (message: ToHost) => {
    if ("memory" in message) return tell({ memory: process.memoryUsage.rss() });
    follow(message.clock);
    void host.idle().then(() => tell({ settled: message.clock }));
  });
  log(`host started on ${host.url}`);
  tell({ ready: host.url });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
