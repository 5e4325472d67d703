import { bound } from "./package.mjs";

const grouped = (bytes) => bytes.toLocaleString("en-US").padStart(9);

function startLine(words, { loadMs, sinceStartMs, freeMs }) {
  return `  ${words.padEnd(26)} ${String(loadMs).padStart(5)} ms to load, ${String(sinceStartMs).padStart(5)} ms since Node began, ${String(freeMs).padStart(5)} ms until the first call can be taken`;
}

/** What `npm run build` says: the package's files against the bound, and what a cold start takes here. */
export function report(folder, { files, total, apart }, start) {
  const telemetry = files.filter(({ name }) => name === "azureMonitor.js");
  const rest = files.filter((file) => !telemetry.includes(file));
  const line = ({ name, bytes }) => `  ${grouped(bytes)}  ${name}`;
  return [
    `${folder} is what is deployed, in bytes:`,
    ...rest.map(line),
    `  ${grouped(total)}  of ${bound.toLocaleString("en-US")} that it may have`,
    ...telemetry.map(
      (file) => `${line(file)}, telemetry: counted apart, read once there is something to tell`,
    ),
    `  ${grouped(total + apart)}  altogether`,
    "",
    `Cold start of ${String(start.without.functions)} functions here, medians of fresh processes:`,
    startLine("without telemetry", start.without),
    startLine("with a connection string", start.withTelemetry),
  ].join("\n");
}
