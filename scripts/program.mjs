// What the programs in scripts/ have in common: how they read their options and how they end.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";

/** Something that whoever started the program can put right: shown as it stands, without a stack. */
export class Mistake extends Error {}

/** What was asked for by --help: goes to standard output, and is no failure. */
export class Help extends Error {}

/** Text of others, without what would steer a terminal or pretend to be a line of ours. */
export const plain = (text) => String(text).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "");

const plainLines = (text) => text.split("\n").map(plain).join("\n");

export function readOptions(options) {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new Mistake(error.message);
  }
}

/** A value of the environment; an empty one counts as none: azd hands over what is not known yet as an empty text. */
export const setting = (name) => process.env[name]?.trim() || undefined;

/** Runs a program to its end; a mistake goes to standard error, with exit code 1. */
export async function runProgram(main) {
  try {
    await main();
  } catch (error) {
    if (error instanceof Help) return void process.stdout.write(`${error.message}\n`);
    if (!(error instanceof Mistake)) throw error;
    process.stderr.write(`${plainLines(error.message)}\n`);
    process.exitCode = 1;
  }
}

/** A module of the product itself, so that no program has rules of its own. */
export async function loadProduct(entryPoint) {
  const { outputFiles } = await build({
    absWorkingDir: join(import.meta.dirname, ".."),
    entryPoints: [entryPoint],
    bundle: true,
    platform: "node",
    target: "node24",
    format: "esm",
    write: false,
    logLevel: "warning",
  });
  const code = Buffer.from(outputFiles[0].contents).toString("base64");
  return import(`data:text/javascript;base64,${code}`);
}
