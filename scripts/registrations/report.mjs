// Tells what was done, or with --dry-run would be; nothing secret is ever known here.

import { plain } from "../program.mjs";

/** Lines for the person who runs the program; `act` does a change, unless this is only a look. */
export function createReport({ dryRun }) {
  const warnings = [];
  let dangers = 0;
  const say = (line = "") => process.stdout.write(`${plain(line)}\n`);
  return {
    say,
    fact: (what, words) => say(`  ${what.padEnd(19)} ${words}`),
    async act(what, words, change) {
      const made = dryRun ? undefined : await change();
      say(`  ${what.padEnd(19)} ${dryRun ? `would be ${words}` : words}`);
      return made;
    },
    warn: (words) => void warnings.push(plain(words)),
    /** A warning of what opens the product to others. */
    danger: (words) => void (warnings.push(plain(words)), (dangers += 1)),
    hasDangers: () => dangers > 0,
    end() {
      for (const words of warnings) process.stderr.write(`Warning: ${words}\n`);
    },
  };
}
