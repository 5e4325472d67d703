// Tells where in the sources a stack trace of the deployed bundle comes from. The maps are not deployed: build the
// commit that is, then pipe the trace in: npm run -s where < trace.txt
import { existsSync, readFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, join, relative, resolve } from "node:path";
import { text } from "node:stream/consumers";
import { parseArgs } from "node:util";

const { from } = parseArgs({ options: { from: { type: "string", default: "dist" } } }).values;
const maps = new Map();

function mapOf(name) {
  const file = join(from, `${name}.map`);
  if (!maps.has(name) && existsSync(file))
    maps.set(name, new SourceMap(JSON.parse(readFileSync(file, "utf8"))));
  return maps.get(name);
}

/** `…/app.js:320:58258` → `adapters/config.ts:116:9`; what no map knows stays. */
function translated(place, { name, line, column }) {
  const origin = mapOf(name)?.findOrigin(Number(line), Number(column));
  if (!origin?.fileName) return place;
  const source = relative(process.cwd(), resolve(dirname(join(from, name)), origin.fileName));
  return `${source}:${String(origin.lineNumber)}:${String(origin.columnNumber)}`;
}

const trace = await text(process.stdin);
process.stdout.write(
  trace.replace(/[^\s(]*\b(app|azureMonitor)\.js:(\d+):(\d+)/g, (place, name, line, column) =>
    translated(place, { name: `${name}.js`, line, column }),
  ),
);
