import { differs, factTable } from "../../../local/timeline/factTable";
import { createPaint } from "../../../local/timeline/paint";
import { createTimeline } from "../../../local/timeline/timeline";

function stage(isTTY: boolean) {
  let text = "";
  let now = 0;
  const out = { isTTY, columns: 80, write: (part: string) => (text += part) };
  const timeline = createTimeline({ out, env: { NO_COLOR: "1" }, now: () => now });
  return { timeline, written: () => text, storyTime: (ms: number) => (now = ms) };
}

describe("createTimeline", () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it("shows the story's time, not the machine's", () => {
    const { timeline, written, storyTime } = stage(false);
    storyTime(2 * 24 * 60 * 60 * 1000);
    timeline.say({ kind: "clock", who: "the clock", words: "days pass" });
    expect(written()).toBe(" 2d 00h  » the clock          days pass\n");
    timeline.stop();
  });

  it("is never silent for more than two seconds while something takes long", () => {
    const { timeline, written } = stage(false);
    timeline.waitFor("storage starts");
    jest.advanceTimersByTime(1000);
    expect(written()).toBe("");
    for (let second = 0; second < 10; second += 2) {
      const before = written();
      jest.advanceTimersByTime(2000);
      expect(written()).not.toBe(before);
    }
    expect(written()).toContain("storage starts (");
    expect(written()).not.toContain("\r");
    timeline.stop();
  });

  it("rewrites its progress in place on a terminal, and takes it away before the next line", () => {
    const { timeline, written } = stage(true);
    timeline.waitFor("storage starts");
    jest.advanceTimersByTime(4000);
    expect(written()).not.toContain("\n");
    timeline.print("next");
    expect(written()).toMatch(/\r\u001b\[Knext\n$/);
    timeline.stop();
  });

  it("says nothing after it was stopped", () => {
    const { timeline, written } = stage(false);
    timeline.waitFor("anything");
    timeline.stop();
    timeline.print("too late");
    jest.advanceTimersByTime(10_000);
    expect(written()).toBe("");
  });
});

describe("factTable", () => {
  const layout = { columns: 80, paint: createPaint(false) };

  it("ticks what is as expected and says what was expected where it is not", () => {
    const facts = [
      { name: "link", found: "completed", expected: "completed" },
      { name: "guests", found: "none", expected: "1: a@b.example" },
    ];
    expect(factTable(facts, layout)).toEqual([
      "  ✓ link                    completed",
      "  ✗ guests                  none (expected: 1: a@b.example)",
    ]);
    expect(facts.map(differs)).toEqual([false, true]);
  });
});
