import { hidden, plainLine } from "../../domain/plainText";

describe("plainLine", () => {
  it.each([
    ["  Not ours  ", "Not ours"],
    ["two\r\nlines\tand  more", "two lines and more"],
    ["a\u202eb\u061cc\u200bd\u0000e", "a b c d e"],
    ["\u2066\u2069", ""],
    ["Größe “北京” שלום", "Größe “北京” שלום"],
    ["<b>bold</b>", "<b>bold</b>"],
  ])("makes one plain line of %j", (typed, line) => {
    expect(plainLine(typed, 200)).toBe(line);
  });

  it("is no longer than asked, spaces at the ends not counted", () => {
    expect(plainLine(` ${"x".repeat(300)}`, 200)).toBe("x".repeat(200));
  });
});

describe("characters that people do not see", () => {
  it.each([
    ["a tag", "a\u{e0041}b"],
    ["a format character of music", "a\u{1d173}b"],
    ["a Hangul filler", "ev\u3164il"],
    ["a Hangul choseong filler", "\u115f"],
    ["a Hangul jungseong filler", "a\u1160"],
    ["a halfwidth filler", "a\uffa0"],
    ["a blank pattern of Braille", "a\u2800b"],
    ["a grapheme joiner", "a\u034fb"],
    ["half a character", "a\ud800b"],
    ["the other half", "\udc00"],
    ["a private character", "a\ue000"],
    ["an unassigned one", "a\u0378"],
    ["a line separator", "a\u2028b"],
    ["a soft hyphen", "ad\u00admin"],
    ["a joiner between Latin letters", "ad\u200dmin"],
    ["a joiner at the end of a word", "\u0645\u06cc\u200c"],
    ["two joiners", "\u0645\u200c\u200c\u06cc"],
    ["a variation selector that varies nothing", " \ufe0f"],
    ["two variation selectors", "a\ufe0f\ufe0e"],
  ])("are refused: %s", (_what, text) => {
    expect(hidden.test(text)).toBe(true);
    expect(plainLine(text, 200)).not.toBe(text);
  });

  it.each([
    ["Größe Zoë O’Neill"],
    ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"],
    ["\u0936\u094d\u200d\u0930\u0940"],
    ["\u8fbb\u{e0100}"],
    ["\u2764\ufe0f \u{1f600}"],
    ["e\u0301"],
    ["한국어 שלום 北京"],
  ])("are none in %j", (text) => {
    expect(hidden.test(text)).toBe(false);
    expect(plainLine(text, 200)).toBe(text);
  });
});
