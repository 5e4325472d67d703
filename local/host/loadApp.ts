import Module, { createRequire } from "node:module";
import * as functionsCore from "./functionsCore";

const CORE = "@azure/functions-core";
let hooked = false;

/**
 * Loads a bundled app so that the `@azure/functions-core` it asks for is this host's own.
 * The worker does the same: the module exists nowhere on disk.
 */
export function loadApp(file: string): void {
  if (!hooked) {
    const original = Module.prototype.require;
    Module.prototype.require = function (this: NodeModule, id: string): unknown {
      return id === CORE ? functionsCore : original.call(this, id);
    } as typeof original;
    hooked = true;
  }
  createRequire(file)(file);
}
