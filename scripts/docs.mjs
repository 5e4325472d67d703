// Writes docs/permissions.md from the one table of plan steps, calls and permissions.
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";

const outfile = "dist/permissionsDoc.cjs";
await build({
  entryPoints: ["views/permissionsDoc.ts"],
  outfile,
  bundle: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  logLevel: "warning",
});
const { permissionsDoc } = createRequire(import.meta.url)(`../${outfile}`);
mkdirSync("docs", { recursive: true });
writeFileSync("docs/permissions.md", permissionsDoc());
