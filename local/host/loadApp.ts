import { readFileSync } from "node:fs";
import Module, { createRequire } from "node:module";
import { resolve } from "node:path";
import * as functionsCore from "./functionsCore";

const CORE = "@azure/functions-core";
let hooked = false;

/** The one file that a deployed app starts from, as the worker finds it: `main` of its package.json. */
export function entryPointOf(folder: string): string {
  const text = readFileSync(resolve(folder, "package.json"), "utf8");
  const { main } = JSON.parse(text) as { main?: string };
  if (!main) throw new Error(`${folder}/package.json names no "main". Run npm run build again.`);
  return resolve(folder, main);
}

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
