import { elapsedWords, momentWords } from "../../../local/timeline/storyTime";

const hour = 60 * 60 * 1000;

describe("elapsedWords", () => {
  it.each([
    [0, "0:00"],
    [7_900, "0:07"],
    [hour - 1, "59:59"],
    [hour, "1h 00m"],
    [5 * hour + 125_000, "5h 02m"],
    [24 * hour, "1d 00h"],
    [148 * hour, "6d 04h"],
  ])("%d ms are %s", (ms, words) => {
    expect(elapsedWords(ms)).toBe(words);
  });
});

it("momentWords names day and time in short", () => {
  expect(momentWords("2026-11-29T10:00:30.123Z")).toBe("Sun 29 Nov, 10:00 UTC");
  expect(momentWords("2026-09-05T00:05:00Z")).toBe("Sat 5 Sept, 00:05 UTC");
});
