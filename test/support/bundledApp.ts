import { createRequire } from "node:module";
import { entryPointOf } from "../../local/host/loadApp";

declare global {
  /** How often this test file has loaded the bundle. */
  var bundleLoads: number | undefined;
}

// Stands in for app.ts in a run on the bundle (jest.bundle.config.cjs): loading it loads the package's entry point.
const entryPoint = entryPointOf("dist/package");
createRequire(entryPoint)(entryPoint);
globalThis.bundleLoads = (globalThis.bundleLoads ?? 0) + 1;
