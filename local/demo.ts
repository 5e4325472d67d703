import { cleanUpOnSignals, createCleanup } from "./stack/cleanup";
import { requireNode } from "./stack/requireNode";
import { createRunFolder, removeFolder } from "./stack/runFolder";
import { wantedStory } from "./stories/arguments";
import { playStories } from "./stories/playStories";

// `npm run demo`: one story or all, from the request to the end, with everything started and ended here.

async function main(): Promise<number> {
  const wanted = wantedStory(process.argv.slice(2));
  if ("words" in wanted) {
    (wanted.exitCode === 0 ? console.log : console.error)(wanted.words);
    return wanted.exitCode;
  }
  requireNode();
  const cleanup = createCleanup();
  cleanUpOnSignals(cleanup, (words) => console.error(`\n${words}`));
  try {
    const folder = createRunFolder();
    cleanup.add(() => removeFolder(folder));
    return (await playStories(wanted.stories, { out: process.stdout, folder, cleanup })) ? 0 : 1;
  } finally {
    await cleanup.run();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
