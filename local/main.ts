import { portalRoutes } from "./portal/portalRoutes";
import { portOf } from "./portOf";
import { startStack } from "./stack";
import { cleanUpOnSignals, createCleanup } from "./stack/cleanup";
import { requireNode } from "./stack/requireNode";
import { emptyFolder } from "./stack/runFolder";

// `npm start`: storage, sandbox and host, left running for a person; one page leads to everything.

const cleanup = createCleanup();

async function main(): Promise<void> {
  requireNode();
  cleanUpOnSignals(cleanup, (words) => console.log(`\n${words}`));
  const port = await portOf("PORT", 7071);
  const sandboxPort = await portOf("SANDBOX_PORT", 7072);
  console.log("starting storage, sandbox and host …");
  const folder = emptyFolder(`start-${String(port)}`);
  const stack = await startStack({ port, sandboxPort, folder, cleanup, routes: portalRoutes });
  console.log(`\nOpen ${stack.sandbox.url}/\n\nCtrl-C stops everything.`);
  await stack.broken;
}

main().catch(async (error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  await cleanup.run();
  process.exit(1);
});
