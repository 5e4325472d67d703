import { copyFile, mkdir, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Everything that is deployed, and nothing else. */
const ours = ["app.js", "host.json", "package.json"];
/** Read only where a connection string is set, and counted apart. */
const telemetry = ["azureMonitor.js"];

/** Without telemetry: what every cold start has to fetch. */
export const bound = 5_000_000;

/** What the worker reads: the entry point. There are no dependencies to restore: the bundle holds them. */
async function deployedPackageJson() {
  const { name, version, license } = JSON.parse(await readFile("package.json", "utf8"));
  const made = { name: `${name}-deployed`, version, private: true, license, main: "app.js" };
  return `${JSON.stringify(made, null, 2)}\n`;
}

const packageIn = (folder) => join(folder, "package");

/** Nothing of an earlier build stays, also where the next one fails. */
export const clearPackage = (folder) => rm(packageIn(folder), { recursive: true, force: true });

/** Lays `package/` from the built files beside it: exactly what is deployed. */
export async function assemblePackage(folder) {
  const to = packageIn(folder);
  await mkdir(to, { recursive: true });
  await copyFile("host.json", join(to, "host.json"));
  await writeFile(join(to, "package.json"), await deployedPackageJson());
  for (const name of ["app.js", ...telemetry]) await copyFile(join(folder, name), join(to, name));
  return to;
}

const sizeOf = (sizes) => sizes.reduce((sum, { bytes }) => sum + bytes, 0);

/** The files of a package with their sizes; throws where one is missing, not on the list, or all are too large. */
export async function checkPackage(folder) {
  const names = (await readdir(folder, { recursive: true })).sort();
  const wanted = [...ours, ...telemetry];
  const missing = wanted.filter((name) => !names.includes(name));
  const strange = names.filter((name) => !wanted.includes(name));
  const files = await Promise.all(
    names.map(async (name) => ({ name, bytes: (await stat(join(folder, name))).size })),
  );
  const apart = sizeOf(files.filter(({ name }) => telemetry.includes(name)));
  const total = sizeOf(files) - apart;
  const faults = [
    ...missing.map((name) => `${name} is missing`),
    ...strange.map((name) => `${name} is not on the list (scripts/build/package.mjs)`),
    ...(total > bound
      ? [
          `${String(total)} bytes are over the bound of ${String(bound)}; esbuild's --analyze tells what makes them up`,
        ]
      : []),
  ];
  if (faults.length > 0)
    throw new Error(`${folder} is not what may be deployed:\n  ${faults.join("\n  ")}`);
  return { files, total, apart };
}
