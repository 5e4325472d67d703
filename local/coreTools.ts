import { writeFileSync } from "node:fs";
import { localSettings } from "./localSettings";
import { portOf } from "./portOf";
import { startSandbox } from "./sandbox/startSandbox";

// `npm run sandbox`: the sandbox alone, and the settings with which `func start` finds it.

const settingsFile = "local.settings.json";
const hostPort = 7071;

async function main(): Promise<void> {
  const port = await portOf("SANDBOX_PORT", 7072);
  const publicUrl = `http://localhost:${String(hostPort)}`;
  const sandbox = await startSandbox({ port, publicUrl });
  const values = {
    FUNCTIONS_WORKER_RUNTIME: "node",
    ...localSettings({
      publicUrl,
      connectionString: "UseDevelopmentStorage=true",
      sandboxUrl: sandbox.url,
    }),
    ...sandbox.settings(),
  };
  const text = JSON.stringify({ IsEncrypted: false, Values: values }, null, 2);
  writeFileSync(settingsFile, `${text}\n`, { mode: 0o600 });
  console.log(`The sandbox is at ${sandbox.url}/mail, its settings are in ${settingsFile}.`);
  console.log("Now, in other shells: npx azurite --location .local/azurite, and func start.");
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
