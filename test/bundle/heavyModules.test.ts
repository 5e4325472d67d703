import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** What esbuild tells of a build: who asks for what, and how. */
interface Metafile {
  readonly inputs: Readonly<
    Record<
      string,
      { readonly imports: readonly { readonly path: string; readonly kind: string }[] }
    >
  >;
}

/** Packages that take long to evaluate, or that many starts never need. */
const heavy = [
  "@azure/identity",
  "@azure/msal-node",
  "@azure/keyvault-secrets",
  "applicationinsights",
  "axios",
  "validator",
];
const packageOf = (file: string): string | undefined =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];

/** The files that are evaluated when `entry` is, with the way that leads to each. */
function evaluatedWith(entry: string, { inputs }: Metafile): Map<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>([[entry, [entry]]]);
  for (const [file, way] of ways)
    for (const { path, kind } of inputs[file]?.imports ?? []) {
      const later = kind === "dynamic-import" || file.startsWith("at-first-use:");
      if (!later && path in inputs && !ways.has(path)) ways.set(path, [...way, path]);
    }
  return ways;
}

describe("the start of the bundle", () => {
  const folder = mkdtempSync(join(tmpdir(), "directory-link-start-"));
  let metafile: Metafile;
  beforeAll(async () => {
    await promisify(execFile)(process.execPath, ["scripts/build.mjs", "--to", folder]);
    metafile = JSON.parse(readFileSync(join(folder, "app.meta.json"), "utf8")) as Metafile;
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  const eager = () => evaluatedWith("app.ts", metafile);

  it("evaluates what every start needs", () => {
    const packages = new Set([...eager().keys()].map(packageOf));
    for (const name of ["@azure/functions", "durable-functions", "zod"])
      expect(packages).toContain(name);
  });

  it.each(heavy)("does not evaluate %s", (name) => {
    const way = [...eager()].find(([file]) => packageOf(file) === name)?.[1] ?? [];
    expect(way).toEqual([]);
  });

  it("brings along what it needs later", () => {
    const packages = new Set(Object.keys(metafile.inputs).map(packageOf));
    for (const name of ["@azure/identity", "@azure/keyvault-secrets", "axios"])
      expect(packages).toContain(name);
  });

  it("has no other language of zod than English", () => {
    const languages = Object.keys(metafile.inputs).filter((file) =>
      /zod.*locales\/(?!index|en\.)/.test(file),
    );
    expect(languages).toEqual([]);
  });
});
