import { writeFileSync } from "node:fs";
import { localSettings } from "./localSettings";
import type { Sandbox } from "./sandbox/startSandbox";

export const settingsFile = "local.settings.json";

/** Writes the settings with which `func start` finds storage and sandbox. */
export function writeSettings(
  sandbox: Sandbox,
  at: { readonly publicUrl: string; readonly connectionString: string },
): void {
  const values = {
    FUNCTIONS_WORKER_RUNTIME: "node",
    ...localSettings({ ...at, sandboxUrl: sandbox.url }),
    ...sandbox.settings(),
  };
  const text = JSON.stringify({ IsEncrypted: false, Values: values }, null, 2);
  writeFileSync(settingsFile, `${text}\n`, { mode: 0o600 });
}
