// The file with the callers, as the product reads it in its setting CALLERS.
import { readFileSync } from "node:fs";
import { loadProduct, Mistake } from "./program.mjs";

/** A secret of a vault holds 25 KB. */
const largest = 25_000;

/** The file's text without its white space; what is wrong with it is named, never with its value. */
export async function readCallersFile(file) {
  const text = read(file);
  const { callers } = await loadProduct("adapters/callers.ts");
  const checked = callers.safeParse(text);
  if (!checked.success) {
    const lines = checked.error.issues.map(
      ({ path, message }) => `  ${path.length > 0 ? `${path.join(".")}: ` : ""}${message}`,
    );
    throw new Mistake(
      `${file} is not a list of callers as the app reads it:\n${[...new Set(lines)].join("\n")}\nnpm run -s caller makes an entry, with --list a list of one; the file is a JSON array of them.`,
    );
  }
  const compact = JSON.stringify(JSON.parse(text));
  if (Buffer.byteLength(compact) > largest)
    throw new Mistake(`${file} is larger than the 25 KB that a secret of a vault may hold.`);
  return compact;
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new Mistake(`${file} cannot be read (${error.code}).`);
  }
}
