// Makes dist/: the product as the one file that the Functions host loads, and the local programs.
import { build } from "esbuild";

const common = {
  bundle: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  sourcemap: true,
  logLevel: "warning",
};

/** Application Insights stays in a file of its own, which is read only where it is wanted. */
const telemetryApart = {
  name: "telemetryApart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /^\.\/azureMonitor$/ }, () => ({
      path: "./azureMonitor.js",
      external: true,
    })),
};

const product = {
  ...common,
  minify: true,
  keepNames: true,
  // The Functions worker provides this module.
  external: ["@azure/functions-core"],
};

await Promise.all([
  build({
    ...product,
    entryPoints: ["app.ts"],
    outfile: "dist/app.js",
    plugins: [telemetryApart],
  }),
  build({ ...product, entryPoints: ["adapters/azureMonitor.ts"], outfile: "dist/azureMonitor.js" }),
  build({
    ...common,
    entryPoints: ["local/main.ts", "local/demo.ts", "local/hostProcess.ts", "local/coreTools.ts"],
    outdir: "dist/local",
    packages: "external",
  }),
]);
