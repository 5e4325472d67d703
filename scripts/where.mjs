// Tells where in the sources a stack trace of the deployed bundle comes from.
import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { Help, readOptions, runProgram } from "./program.mjs";

const usage = `The source lines of a stack trace, which is read from standard input:
  npm run -s where < trace.txt
The maps are not deployed: build the commit that is (npm run build) first. --from FOLDER names another folder of maps.`;

const options = { from: { type: "string", default: "dist" }, help: { type: "boolean" } };
const maps = new Map();

function mapOf(from, name) {
  const file = join(from, `${name}.map`);
  if (!maps.has(name) && existsSync(file))
    maps.set(name, new SourceMap(JSON.parse(readFileSync(file, "utf8"))));
  return maps.get(name);
}

/** `…/app.js:320:58258` → `adapters/config.ts:116:9`; what no map knows, or what is no file of ours, stays. */
function translated(from, { place, name, line, column }) {
  const origin = mapOf(from, name)?.findOrigin(Number(line), Number(column));
  if (!origin?.fileName || /^[a-z]+:/.test(origin.fileName)) return place;
  const source = relative(process.cwd(), resolve(dirname(join(from, name)), origin.fileName));
  return `${source}:${String(origin.lineNumber)}:${String(origin.columnNumber)}`;
}

await runProgram(async () => {
  const { from, help } = readOptions(options);
  if (help) throw new Help(usage);
  const trace = await text(process.stdin);
  process.stdout.write(
    trace.replace(/[^\s(]*\b(app|azureMonitor)\.js:(\d+):(\d+)/g, (place, name, line, column) =>
      translated(from, { place, name: `${name}.js`, line, column }),
    ),
  );
});
