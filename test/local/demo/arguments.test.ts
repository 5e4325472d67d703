import { wantedStory } from "../../../local/stories/arguments";
import { allStories } from "../../../local/stories/allStories";

describe("wantedStory", () => {
  it("plays happy when nothing is said", () => {
    expect(wantedStory([])).toMatchObject({ stories: [{ name: "happy" }] });
  });

  it.each(allStories.map((story) => story.name))("knows %s", (name) => {
    expect(wantedStory(["--story", name])).toMatchObject({ stories: [{ name }] });
    expect(wantedStory([`--story=${name}`])).toMatchObject({ stories: [{ name }] });
  });

  it("plays all of them where that is asked for, and no story is called so", () => {
    expect(wantedStory(["--story", "all"])).toEqual({ stories: allStories });
    expect(allStories.map(({ name }) => name)).not.toContain("all");
  });

  it("lists the stories for an unknown one, with exit code 2", () => {
    const wanted = wantedStory(["--story", "sad"]);
    expect(wanted).toMatchObject({ exitCode: 2 });
    for (const { name } of allStories)
      expect(wanted).toMatchObject({ words: expect.stringContaining(`  ${name} `) as string });
  });

  it("keeps each story's name apart from what it is about", () => {
    const { words } = wantedStory(["--help"]) as { words: string };
    for (const { name, about } of allStories)
      expect(words).toMatch(new RegExp(`^  ${name} +${about}$`, "m"));
  });

  it("explains itself on --help, and on an option that it does not know", () => {
    const usage = { words: expect.stringContaining("npm run demo [-- --story NAME]") as string };
    expect(wantedStory(["--help"])).toMatchObject({ ...usage, exitCode: 0 });
    expect(wantedStory(["--stori", "x"])).toMatchObject({ ...usage, exitCode: 2 });
  });
});
