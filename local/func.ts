import { portOf } from "./portOf";
import { startSandbox } from "./sandbox/startSandbox";
import { cleanUpOnSignals, createCleanup } from "./stack/cleanup";
import { requireFunc, startFunc } from "./stack/funcProgram";
import { requireNode } from "./stack/requireNode";
import { emptyFolder } from "./stack/runFolder";
import { startWholeStorage } from "./storage";
import { settingsFile, writeSettings } from "./writeSettings";

// `npm run func`: storage, sandbox and Microsoft's own Functions host on this machine; they end together.

const cleanup = createCleanup();

async function main(): Promise<number> {
  requireNode();
  requireFunc();
  cleanUpOnSignals(cleanup, (words) => console.log(`\n${words}`));
  const port = await portOf("PORT", 7071);
  const sandboxPort = await portOf("SANDBOX_PORT", 7072);
  const publicUrl = `http://localhost:${String(port)}`;
  const storage = await startWholeStorage(emptyFolder(`func-${String(port)}`));
  cleanup.add(() => storage.close());
  const sandbox = await startSandbox({ port: sandboxPort, publicUrl });
  cleanup.add(() => sandbox.close());
  writeSettings(sandbox, { publicUrl, connectionString: storage.connectionString });
  console.log(`The sandbox is at ${sandbox.url}/mail, its settings are in ${settingsFile}.`);
  const func = startFunc(port);
  cleanup.add(() => func.stop());
  const storageBroke = storage.gone.then(() => {
    throw new Error("Azurite ended by itself.");
  });
  const code = await Promise.race([func.ended, storageBroke]);
  if (!cleanup.hasBegun()) console.log(`func ended (${String(code)}); so do storage and sandbox.`);
  return code;
}

main()
  .catch((error: unknown) => {
    if (!cleanup.hasBegun()) console.error(error instanceof Error ? error.message : String(error));
    return 1;
  })
  .then(async (code) => {
    const stopped = cleanup.hasBegun();
    await cleanup.run();
    // A signal has an exit code of its own (cleanUpOnSignals).
    if (!stopped) process.exit(code);
  })
  .catch(() => process.exit(1));
