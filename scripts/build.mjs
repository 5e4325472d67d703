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

await Promise.all([
  build({
    ...common,
    entryPoints: ["app.ts"],
    outfile: "dist/app.js",
    minify: true,
    keepNames: true,
    // The Functions worker provides this module.
    external: ["@azure/functions-core"],
  }),
  build({
    ...common,
    entryPoints: ["local/main.ts", "local/demo.ts", "local/hostProcess.ts", "local/coreTools.ts"],
    outdir: "dist/local",
    packages: "external",
  }),
]);
