import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { sampleSettings } from "./sampleSettings.cjs";

const child = fileURLToPath(new URL("loadAsWorker.cjs", import.meta.url));
/** Nothing listens there: what would be sent is lost, which a start does not wait for. */
const connectionString =
  "InstrumentationKey=11111111-1111-4111-8111-111111111111;IngestionEndpoint=http://127.0.0.1:9/";

/** Loads a package in a fresh process as the Functions worker does; answers what was registered, and when. */
async function loadOnce(folder, settings = {}) {
  const env = { PATH: process.env.PATH, ...sampleSettings(), ...settings };
  const { stdout } = await promisify(execFile)(process.execPath, [child, folder], { env });
  const loaded = JSON.parse(stdout);
  if (loaded.error) throw new Error(loaded.error);
  return loaded;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Medians in milliseconds, up to "all functions registered" and to the first moment for a call. */
function mediansOf(all) {
  const of = (name) => Math.round(median(all.map((one) => one[name])));
  return {
    functions: all[0].functions.length,
    ...{ loadMs: of("loadMs"), sinceStartMs: of("sinceStartMs"), freeMs: of("freeMs") },
  };
}

/** Starts in turn with and without telemetry, so that what else the machine does meets both alike. */
export async function measureColdStart(folder, runs = 9) {
  const [without, withTelemetry] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    without.push(await loadOnce(folder));
    const settings = { APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString };
    withTelemetry.push(await loadOnce(folder, settings));
  }
  return { without: mediansOf(without), withTelemetry: mediansOf(withTelemetry) };
}
