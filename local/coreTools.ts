import { portOf } from "./portOf";
import { startSandbox } from "./sandbox/startSandbox";
import { settingsFile, writeSettings } from "./writeSettings";

// `npm run sandbox`: the sandbox alone, for who starts storage and `func start` by hand.

async function main(): Promise<void> {
  const hostPort = process.env["PORT"] ?? "7071";
  const publicUrl = `http://localhost:${hostPort}`;
  const port = await portOf("SANDBOX_PORT", 7072);
  const sandbox = await startSandbox({ port, publicUrl });
  writeSettings(sandbox, { publicUrl, connectionString: "UseDevelopmentStorage=true" });
  console.log(`The sandbox is at ${sandbox.url}/mail, its settings are in ${settingsFile}.`);
  console.log("Now, in other shells: npx azurite --location .local/azurite, and");
  console.log(`func start --port ${hostPort}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
