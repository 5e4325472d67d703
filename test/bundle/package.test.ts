import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const { sampleSettings } = createRequire(__filename)("../../scripts/build/sampleSettings.cjs") as {
  sampleSettings(): Record<string, string>;
};

/** What a fresh process saw that loaded the package as the worker does (scripts/build/loadAsWorker.cjs). */
interface Loaded {
  readonly functions: readonly string[];
  /** How many of them were there when `require` came back. */
  readonly atLoad: number;
  readonly error?: string;
  readonly stack?: string;
  /** Files of the package that were read as modules. */
  readonly files: readonly string[];
}

/** The line of the throw whose message is in the line below it. */
const throwLine = (file: string, words: string): number =>
  readFileSync(file, "utf8")
    .split("\n")
    .findIndex((line) => line.includes(words));

describe("the package that is deployed", () => {
  // Outside of the repository: nothing can be found in its node_modules by mistake.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "directory-link-package-")));
  const at = join(folder, "package");
  const load = async (settings: Record<string, string> = {}): Promise<Loaded> => {
    const env = { PATH: process.env["PATH"], ...sampleSettings(), ...settings };
    const { stdout } = await run(process.execPath, ["scripts/build/loadAsWorker.cjs", at], { env });
    return JSON.parse(stdout) as Loaded;
  };
  const check = () => {
    const code = `import { checkPackage } from "./scripts/build/package.mjs"; console.log(JSON.stringify(await checkPackage(${JSON.stringify(at)})));`;
    return run(process.execPath, ["--input-type=module", "-e", code]);
  };

  beforeAll(async () => {
    await run(process.execPath, ["scripts/build.mjs", "--to", folder]);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("holds the bundle, telemetry beside it, host.json and a package.json without dependencies", async () => {
    const { files } = JSON.parse((await check()).stdout) as { files: { name: string }[] };
    const names = ["app.js", "azureMonitor.js", "host.json", "package.json"];
    expect(files.map(({ name }) => name)).toEqual(names);
    const read = (name: string): unknown => JSON.parse(readFileSync(name, "utf8"));
    expect(read(join(at, "host.json"))).toEqual(read("host.json"));
    const told = read(join(at, "package.json")) as Record<string, unknown>;
    expect(told).toMatchObject({ main: "app.js", private: true });
    expect(Object.keys(told).filter((key) => /dependencies|scripts|type/i.test(key))).toEqual([]);
  });

  it.each([
    {
      what: "a file that is not on its list",
      name: "notes.txt",
      bytes: 1,
      told: /notes\.txt is not on the list/,
    },
    {
      what: "more than the bound",
      name: "host.json",
      bytes: 5_000_000,
      told: /over the bound of 5000000/,
    },
  ])("may not hold $what: the build fails", async ({ name, bytes, told }) => {
    const file = join(at, name);
    const before = name === "host.json" ? readFileSync(file) : undefined;
    writeFileSync(file, Buffer.alloc(bytes, 32));
    await expect(check()).rejects.toThrow(told);
    if (before) writeFileSync(file, before);
    else rmSync(file);
    await check();
  });

  it("registers in the worker's way: one file, at once, by the worker's own module, every function of the list", async () => {
    const { functions, atLoad, error, files } = await load();
    expect(error).toBeUndefined();
    expect(files).toEqual([join(at, "app.js")]);
    const listed = JSON.parse(readFileSync("test/contract/functions.json", "utf8")) as object;
    expect([...functions].sort()).toEqual(Object.keys(listed));
    expect(atLoad).toBe(functions.length);
  });

  it("reads nothing of telemetry at its start, also where a connection string is set", async () => {
    const endpoint = "IngestionEndpoint=http://127.0.0.1:9/";
    const id = "InstrumentationKey=11111111-1111-4111-8111-111111111111";
    const { error, files } = await load({
      APPLICATIONINSIGHTS_CONNECTION_STRING: `${id};${endpoint}`,
    });
    expect(error).toBeUndefined();
    expect(files).toEqual([join(at, "app.js")]);
  });

  it("is refused as a whole where settings are bad, with one message that names every one", async () => {
    const bad = { PUBLIC_URL: "nowhere", MAIL_SENDER: "", CALLERS: "[]", SEALING_KEYS: "short" };
    const { functions, error = "" } = await load(bad);
    expect(error).toMatch(/^Worker was unable to load entry point "app\.js": The settings are not/);
    for (const name of Object.keys(bad)) expect(error).toContain(name);
    expect(error).toContain("local.settings.sample.json");
    // Without any registration the worker would keep that from the host (its FunctionsMetadataHandler: it throws what
    // stopped the start only where it does the indexing). With it the host gets the message, and no function at all.
    expect(functions).toEqual(["linkDirectory", "endLink"]);
  });

  it("fails with a stack trace that the maps at home can tell the lines of", async () => {
    const { stack = "" } = await load({ PUBLIC_URL: "nowhere" });
    expect(stack).toMatch(/readConfig \(.*app\.js:\d+:\d+\)/);
    const translating = run(process.execPath, ["scripts/where.mjs", "--from", folder]);
    translating.child.stdin?.end(stack);
    const { stdout } = await translating;
    const line = throwLine("adapters/config.ts", "The settings are not complete");
    expect(stdout).toContain(`readConfig (adapters/config.ts:${String(line)}:`);
  });
});
