// Makes dist/: the product as the one file that the Functions host loads, dist/package/ as it is deployed, and the
// local programs. With --report also says what is deployed and what a cold start takes; with --to FOLDER only the
// product is made, there.
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { measureColdStart } from "./build/coldStart.mjs";
import { assemblePackage, checkPackage, clearPackage } from "./build/package.mjs";
import { buildProduct, common } from "./build/product.mjs";
import { report } from "./build/report.mjs";

const options = { report: { type: "boolean" }, to: { type: "string" } };
const { report: wanted, to } = parseArgs({ options }).values;
const folder = to ?? "dist";

const localPrograms = ["main", "demo", "hostProcess", "coreTools", "func"].map(
  (name) => `local/${name}.ts`,
);
const buildLocal = () =>
  build({
    ...common,
    entryPoints: localPrograms,
    outdir: "dist/local",
    packages: "external",
    sourcemap: true,
  });

await clearPackage(folder);
await Promise.all([buildProduct(folder), ...(to ? [] : [buildLocal()])]);
const deployed = await assemblePackage(folder);
const checked = await checkPackage(deployed);
if (wanted) console.log(report(deployed, checked, await measureColdStart(deployed)));
