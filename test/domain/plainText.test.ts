import { plainLine } from "../../domain/plainText";

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
