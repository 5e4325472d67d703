// Writes what is made from code: docs/permissions.md, docs/openapi.json, tables of docs/api.md and docs/operations.md.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { build } from "esbuild";

const entryPoints = [
  "views/permissionsDoc.ts",
  "views/apiTables.ts",
  "functions/openapi/document.ts",
];
await build({
  entryPoints,
  outdir: "dist/docs",
  outbase: ".",
  outExtension: { ".js": ".cjs" },
  bundle: true,
  platform: "node",
  target: "node24",
  format: "cjs",
  logLevel: "warning",
});
const require = createRequire(import.meta.url);
const made = (file) => require(`../dist/docs/${file}.cjs`);

mkdirSync("docs", { recursive: true });
writeFileSync("docs/permissions.md", made("views/permissionsDoc").permissionsDoc());

const { version } = JSON.parse(readFileSync("package.json", "utf8"));
const document = made("functions/openapi/document").apiDocument(version);
writeFileSync("docs/openapi.json", `${JSON.stringify(document, null, 2)}\n`);

const { withTables } = made("views/apiTables");
for (const file of ["docs/api.md", "docs/operations.md"])
  writeFileSync(file, withTables(readFileSync(file, "utf8")));
