// Compiles, lints and plays infra/ through with the real Bicep compiler. Any warning is red. Where there is no compiler and
// none can be had, it says so and passes (in CI not where dotnet is there): the templates are the same there, and whoever changes them has one.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const version = "0.49.2";
const packageName = "Azure.Bicep.CommandLine.linux-x64";
const work = ".local/bicep";

const run = (command, args, options = {}) =>
  spawnSync(command, args, { encoding: "utf8", maxBuffer: 64 * 1024 * 1024, ...options });

function skip(why) {
  console.log(`check:infra SKIPPED, infra/ was not compiled: ${why}`);
  process.exit(0);
}

/** The compiler comes inside a NuGet package; the machine's own NuGet settings say from where. */
function restored() {
  if (process.platform !== "linux" || process.arch !== "x64")
    skip("no bicep on the PATH; install it (https://aka.ms/bicep-install) and run this again.");
  if (run("dotnet", ["--version"]).status !== 0)
    skip(`neither bicep nor dotnet is on the PATH; with dotnet, ${packageName} is restored.`);
  const project = join(work, "bicep.csproj");
  writeFileSync(
    project,
    `<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>netstandard2.0</TargetFramework>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
  </PropertyGroup>
  <ItemGroup><PackageDownload Include="${packageName}" Version="[${version}]" /></ItemGroup>
</Project>
`,
  );
  const { status, stdout, stderr } = run(
    "dotnet",
    ["restore", project, "--packages", join(work, "packages")],
    { env: { ...process.env, DOTNET_CLI_TELEMETRY_OPTOUT: "1", DOTNET_NOLOGO: "1" } },
  );
  if (status !== 0) {
    const why = `dotnet could not restore ${packageName} ${version}:\n${stdout}${stderr}`;
    // In CI a compiler that could be had and is not there would pass unseen.
    if (!process.env.CI) skip(why);
    console.error(why);
    process.exit(1);
  }
  return resolve(work, "packages", packageName.toLowerCase(), version, "tools", "bicep");
}

mkdirSync(work, { recursive: true });
const bicep = run("bicep", ["--version"]).status === 0 ? "bicep" : restored();
const faults = [];
const fault = (what, why = "") => faults.push(`${what}${why ? `:\n${why.trim()}` : ""}`);
for (const made of ["built", "formatted"])
  rmSync(join(work, made), { recursive: true, force: true });

/** One call of the compiler; what it warns of counts as what it refuses. */
function compiled(...args) {
  const { status, stderr } = run(bicep, args);
  const lines = stderr.split("\n").filter((line) => !/ Info [\w-]+:/.test(line));
  if (status !== 0 || lines.some((line) => / (Warning|Error) [\w-]+:/.test(line)))
    fault(`bicep ${args.join(" ")}`, [...new Set(lines)].join("\n"));
}

const templates = (folder) =>
  readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith(".bicep") || name.endsWith(".json"));
const text = (file) => readFileSync(file, "utf8");

// Each start of the compiler takes seconds, so one takes all files.
compiled("lint", "--pattern", "infra/**/*.bicep");
compiled("build", "--pattern", "infra/**/*.bicep", "--outdir", join(work, "built"));
const built = templates(join(work, "built"));
for (const file of built)
  if (/\blist[A-Z]\w*\(/.test(text(file))) fault(`${file} asks Azure for a key`);

// `format` has no way to look only.
const copy = join(work, "formatted");
cpSync("infra", join(copy, "infra"), { recursive: true });
compiled("format", "--pattern", `${copy}/**/*.bicep`);
const files = templates("infra").filter((file) => file.endsWith(".bicep"));
if (built.length !== files.length) fault(`${built.length} of ${files.length} files were built`);
for (const file of files)
  if (text(join(copy, file)) !== text(file))
    fault(`${file} is not formatted; run: bicep format ${file}`);

const base = {
  environmentName: "check",
  location: "northeurope",
  linkClientId: "fab00000-0000-4000-8000-00000000a001",
  apiClientId: "fab00000-0000-4000-8000-00000000a002",
  mailSender: "links@fabrikam.example",
};
const everything = {
  ...base,
  alertEmail: "operators@fabrikam.example",
  publicHostName: "link.fabrikam.example",
  durableBackend: "DurableTaskScheduler",
  schedulerAllowedIps: "203.0.113.7, 198.51.100.0/24",
  alwaysReadyInstances: 1,
};

/** What a deployment with these parameters would make, worked out without Azure. */
function played(name, parameters) {
  const file = join(work, `${name}.bicepparam`);
  const lines = Object.entries(parameters).map(
    ([key, value]) => `param ${key} = ${typeof value === "string" ? `'${value}'` : value}`,
  );
  writeFileSync(file, `using '../../infra/main.bicep'\n${lines.join("\n")}\n`);
  const ids = ["--subscription-id", "11111111-1111-4111-8111-111111111111"];
  const played = run(bicep, ["snapshot", file, "--mode", "overwrite", "--location", "x", ...ids]);
  if (played.status !== 0) return { refused: played.stderr };
  return { resources: JSON.parse(text(join(work, `${name}.snapshot.json`))).predictedResources };
}

// How many resources each makes: one more or less is meant, and then changed here.
for (const [name, parameters, count] of [
  ["azureStorage", base, 25],
  ["scheduler", everything, 28],
]) {
  const { resources = [], refused } = played(name, parameters);
  if (resources.length !== count)
    fault(`${name} makes ${resources.length} resources and not ${count}`, refused);
}
const { refused } = played("closedScheduler", { ...everything, schedulerAllowedIps: "" });
if (!refused?.includes("SCHEDULER_ALLOWED_IPS"))
  fault("a scheduler that lets nobody in is not refused", refused);

for (const one of faults) console.error(one);
if (faults.length > 0) process.exit(1);
console.log(
  `check:infra: ${files.length} files, ${run(bicep, ["--version"]).stdout.trim()}: no warning; both backends play through`,
);
