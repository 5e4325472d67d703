import { parseArgs } from "node:util";
import { allStories } from "./allStories";
import type { Story } from "./story";

export type Wanted =
  { readonly stories: readonly Story[] } | { readonly words: string; readonly exitCode: 0 | 2 };

const nameWidth = Math.max(...allStories.map((story) => story.name.length)) + 2;
const list = (): string =>
  allStories.map((story) => `  ${story.name.padEnd(nameWidth)}${story.about}`).join("\n");

const usage = (): string =>
  `npm run demo [-- --story NAME]\n\nPlays one story from the first request to the end, on this machine.\n\n${list()}\n\nWithout a name: ${allStories[0]?.name ?? ""}. With the name all: each of them, one after the other.`;

/** Which stories to play, or what to say instead. */
export function wantedStory(args: readonly string[]): Wanted {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        story: { type: "string", default: allStories[0]?.name ?? "" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return { words: usage(), exitCode: 0 };
    if (values.story === "all") return { stories: allStories };
    const story = allStories.find((one) => one.name === values.story);
    if (story) return { stories: [story] };
    return { words: `There is no story '${values.story}'. There are:\n${list()}`, exitCode: 2 };
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return { words: `${words}\n\n${usage()}`, exitCode: 2 };
  }
}
