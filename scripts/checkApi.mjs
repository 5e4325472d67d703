// Lints docs/openapi.json, offline: no telemetry, no look for a newer version.
import { spawnSync } from "node:child_process";

const { status } = spawnSync(
  process.execPath,
  ["node_modules/@redocly/cli/bin/cli.js", "lint", "links"],
  {
    stdio: "inherit",
    env: {
      ...process.env,
      REDOCLY_TELEMETRY: "off",
      REDOCLY_SUPPRESS_UPDATE_NOTICE: "true",
    },
  },
);
process.exit(status ?? 1);
