import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { createCleanup } from "../stack/cleanup";
import { playStory, type Surroundings } from "./playStory";
import type { Story } from "./story";

/** Plays stories one after the other, each on a stack of its own; true when all of them are as they should be. */
export async function playStories(
  stories: readonly Story[],
  { out, folder, cleanup }: Surroundings,
): Promise<boolean> {
  const wrong: string[] = [];
  for (const story of stories) {
    if (cleanup.hasBegun()) return false;
    const own = createCleanup();
    // Interrupted in the middle: what this story started is ended with the rest.
    cleanup.add(() => own.run());
    const ownFolder = join(folder, story.name);
    mkdirSync(ownFolder, { recursive: true });
    const isRight = await playStory(story, { out, folder: ownFolder, cleanup: own });
    await own.run();
    if (!isRight) wrong.push(story.name);
  }
  if (stories.length > 1)
    out.write(
      wrong.length === 0
        ? `\n${String(stories.length)} stories, all as they should be\n`
        : `\nNot as they should be: ${wrong.join(", ")}\n`,
    );
  return wrong.length === 0;
}
