import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { requireFreePort } from "./freePort";
import { portalRoutes } from "./portal/portalRoutes";
import { startStack, type Stack } from "./stack";
import { cleanUpOnSignals, createCleanup } from "./stack/cleanup";
import { requireNode } from "./stack/requireNode";
import { emptyFolder } from "./stack/runFolder";

// `npm start`: storage, sandbox and host, left running for a person; one page leads to everything.

const cleanup = createCleanup();

/** A free port from the environment; anything else is refused before anything starts. */
async function portOf(setting: string, otherwise: number): Promise<number> {
  const text = process.env[setting] ?? "";
  const port = text === "" ? otherwise : Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error(`${setting} must be a port from 1 to 65535, not '${text}'.`);
  await requireFreePort(port, setting);
  return port;
}

/** For `func start` or a debugger: the same settings, in the form of local.settings.json. */
function keepSettings(folder: string, { settings }: Stack): void {
  const values = { FUNCTIONS_WORKER_RUNTIME: "node", ...settings };
  const text = JSON.stringify({ IsEncrypted: false, Values: values }, null, 2);
  writeFileSync(join(folder, "local.settings.json"), text, { mode: 0o600 });
}

async function main(): Promise<void> {
  requireNode();
  cleanUpOnSignals(cleanup, (words) => console.log(`\n${words}`));
  const port = await portOf("PORT", 7071);
  const sandboxPort = await portOf("SANDBOX_PORT", 7072);
  console.log("starting storage, sandbox and host …");
  const folder = emptyFolder(`start-${String(port)}`);
  const stack = await startStack({ port, sandboxPort, folder, cleanup, routes: portalRoutes });
  keepSettings(folder, stack);
  console.log(`\nOpen ${stack.sandbox.url}/\n\nCtrl-C stops everything.`);
  await stack.broken;
}

main().catch(async (error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  await cleanup.run();
  process.exit(1);
});
