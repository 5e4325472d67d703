// Loads a package the way the Functions worker for Node does: the one file that `main` names, by require, with
// `@azure/functions-core` handed in by a changed Module.prototype.require, since it exists nowhere on disk.
const Module = require("node:module");
const { readFileSync } = require("node:fs");
const { join, resolve } = require("node:path");

const functions = [];
const core = {
  version: "4.0.0",
  Disposable: class {
    dispose() {}
  },
  setProgrammingModel() {},
  getProgrammingModel() {},
  registerHook: () => new core.Disposable(),
  log() {},
  registerFunction({ name }) {
    functions.push(name);
    return new core.Disposable();
  },
};
const { require: ofNode } = Module.prototype;
Module.prototype.require = function (id) {
  return id === "@azure/functions-core" ? core : Reflect.apply(ofNode, this, [id]);
};

const folder = resolve(process.argv[2]);
const { main } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
process.chdir(folder);
const begun = performance.now();
let error, stack;
try {
  require(join(folder, main));
} catch (thrown) {
  error = `Worker was unable to load entry point "${main}": ${thrown.message}`;
  stack = thrown.stack;
}
const registered = performance.now();
const atLoad = functions.length;

// What was put off until after the registration holds the first call up all the same.
setTimeout(() => {
  const seen = {
    ...{ functions, atLoad, error, stack },
    ...{ loadMs: registered - begun, sinceStartMs: registered, freeMs: performance.now() - begun },
    files: Object.keys(require.cache).filter((file) => file.startsWith(folder)),
  };
  process.stdout.write(JSON.stringify(seen), () => process.exit());
}, 1);
