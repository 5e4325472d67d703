// Tells what was done, or with --dry-run would be; nothing secret is ever known here.

import { plain } from "../program.mjs";

/** Lines for the person who runs the program; `act` does a change, unless this is only a look. */
export function createReport({ dryRun }) {
  const warnings = [];
  let open = false;
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
    /** Somebody else can sign in as the product: more than a warning where nobody reads along. */
    danger(words) {
      open = true;
      warnings.push(plain(words));
    },
    isOpen: () => open,
    end() {
      for (const words of warnings) process.stderr.write(`Warning: ${words}\n`);
    },
  };
}
