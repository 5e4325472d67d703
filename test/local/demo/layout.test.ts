import { indent, layoutLine, wrap } from "../../../local/timeline/layout";
import { createPaint, mayColour } from "../../../local/timeline/paint";

const plain = { columns: 80, paint: createPaint(false) };

describe("layoutLine", () => {
  it("puts time, sign, who and words into columns", () => {
    const line = { kind: "person", who: "Grace Adler", words: "opens the mailed link" } as const;
    expect(layoutLine("0:02", line, plain)).toEqual([
      "   0:02  ● Grace Adler        opens the mailed link",
    ]);
  });

  it("wraps long words beside the columns and stays within 80", () => {
    const words = "to somebody@example.com: ".repeat(8).trim();
    const lines = layoutLine("6d 04h", { kind: "mail", who: "mail", words }, plain);
    expect(lines.length).toBeGreaterThan(2);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
    for (const line of lines.slice(1)) expect(line.slice(0, indent).trim()).toBe("");
    expect(lines.map((line) => line.slice(indent)).join(" ")).toBe(words);
  });

  it("cuts a name that does not fit its column", () => {
    const line = { kind: "directory", who: "app → Fabrikam Cloud Services", words: "x" } as const;
    expect(layoutLine("0:00", line, plain)[0]).toBe("   0:00  · app → Fabrikam Cl… x");
  });

  it("keeps the columns where colours are allowed", () => {
    const line = { kind: "change", who: "app → Contoso", words: "invites" } as const;
    const [coloured = ""] = layoutLine("0:01", line, { columns: 80, paint: createPaint(true) });
    expect(coloured).toContain("\u001b[32m");
    expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(layoutLine("0:01", line, plain)[0]);
  });
});

describe("wrap", () => {
  it("cuts a word that is longer than a line", () => {
    expect(wrap("abcdefgh ij", 3)).toEqual(["abc", "def", "gh", "ij"]);
  });
  it("gives one empty line for no words", () => {
    expect(wrap("", 10)).toEqual([""]);
  });
});

describe("mayColour", () => {
  it("allows colours on a terminal only, and where nobody said no", () => {
    expect(mayColour({ isTTY: true }, {})).toBe(true);
    expect(mayColour({}, {})).toBe(false);
    expect(mayColour({ isTTY: true }, { NO_COLOR: "1" })).toBe(false);
    expect(mayColour({ isTTY: true }, { NO_COLOR: "" })).toBe(true);
    expect(mayColour({ isTTY: true }, { TERM: "dumb" })).toBe(false);
  });
});
