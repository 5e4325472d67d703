import { spawnSync } from "node:child_process";

/** What lint has to refuse: file → a text with one fault. */
const faults: readonly (readonly [file: string, text: string])[] = [
  ["domain/x.ts", 'import { a } from "../adapters/a";\nexport const b = a;'],
  ["domain/x.ts", 'import { a } from "./../adapters/a";\nexport const b = a;'],
  ["domain/x.ts", 'export const b = import("../adapters/a");'],
  ["domain/x.ts", 'import { createHash } from "node:crypto";\nexport const b = createHash;'],
  ["domain/x.ts", "export const b = Date.now();"],
  ["domain/x.ts", "export const b = process.env;"],
  ["orchestrations/x.ts", "export const b = new Date();"],
  ["orchestrations/x.ts", "export const b = Math.random();"],
  ["orchestrations/x.ts", "export const b = globalThis.Date.now();"],
  ["orchestrations/x.ts", "export async function b() {\n  await Promise.resolve();\n}"],
  ["orchestrations/x.ts", 'import * as df from "durable-functions";\nexport const b = df.app;'],
  ["orchestrations/x.ts", 'export * from "./steps";'],
  ["activities/x.ts", 'import { a } from "../adapters/a";\nexport const b = a;'],
  ["activities/x.ts", 'import { a } from "../views/pages/a";\nexport const b = a;'],
  ["functions/x.ts", 'import { a } from "../local/a";\nexport const b = a;'],
  ["functions/x.ts", 'import { a } from "../activities/a";\nexport const b = a;'],
  ["views/x.ts", 'import { a } from "../functions/a";\nexport const b = a;'],
  ["adapters/x.ts", 'import { a } from "../functions/a";\nexport const b = a;'],
  ["local/x.ts", 'import { a } from "../adapters/a";\nexport const b = a;'],
  ["app.ts", 'import { a } from "./local/a";\nexport const b = a;'],
  ["domain/x.ts", "export const b: any = 1;"],
];
const sound: readonly (readonly [file: string, text: string])[] = [
  ["orchestrations/x.ts", 'import type { Task } from "durable-functions";\nexport type B = Task;'],
  ["functions/x.ts", 'import { a } from "../domain/a";\nexport const b = a;'],
  ["activities/x.ts", 'import { a } from "../views/mails";\nexport const b = a;'],
];

const script = `
  import { ESLint } from "eslint";
  const eslint = new ESLint();
  const texts = JSON.parse(process.argv[1]);
  const counts = [];
  for (const [filePath, text] of texts)
    counts.push((await eslint.lintText(text, { filePath }))[0].errorCount);
  console.log(JSON.stringify(counts));
`;

describe("lint", () => {
  it("refuses every import, clock and chance that a folder may not use, and nothing sound", () => {
    const texts = JSON.stringify([...faults, ...sound]);
    const run = spawnSync(process.execPath, ["--input-type=module", "-e", script, texts], {
      encoding: "utf8",
    });
    const counts = JSON.parse(run.stdout) as number[];
    const missed = faults.filter((_fault, index) => counts[index] === 0);
    expect(missed).toEqual([]);
    expect(counts.slice(faults.length)).toEqual(sound.map(() => 0));
  }, 30_000);
});
