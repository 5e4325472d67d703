import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { evaluatedAtFirstUse, onlyEnglish, telemetryApart } from "./plugins.mjs";

export const common = {
  bundle: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  logLevel: "warning",
};

const product = {
  ...common,
  minify: true,
  // Error names and the functions in a stack trace stay readable; the maps tell the lines, and stay at home.
  keepNames: true,
  sourcemap: "external",
  sourcesContent: false,
  metafile: true,
  // `import()` becomes a require at that moment: one file loads another as the worker loads the first.
  supported: { "dynamic-import": false },
  // The Functions worker provides this module.
  external: ["@azure/functions-core"],
};

/** The product as the one file that the Functions host loads, and telemetry beside it, both with their maps. */
export async function buildProduct(folder) {
  const files = ["app.js", "azureMonitor.js"].map((name) => join(folder, name));
  const [app, telemetry] = files;
  const built = await Promise.all([
    build({
      ...product,
      entryPoints: ["app.ts"],
      outfile: app,
      // The Durable SDK needs both for its client only.
      plugins: [telemetryApart, onlyEnglish, evaluatedAtFirstUse("axios", "validator")],
    }),
    build({ ...product, entryPoints: ["adapters/azureMonitor.ts"], outfile: telemetry }),
  ]);
  const [{ metafile }] = built;
  await writeFile(join(folder, "app.meta.json"), JSON.stringify(metafile));
}
