import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, normalize } from "node:path";

const documents = [...globSync("*.md"), ...globSync("docs/*.md")].sort();
const withoutCode = (text: string): string => text.replaceAll(/^```[\s\S]*?^```/gm, "");

/** As GitHub makes them: small letters, words joined by hyphens; the second of a name has `-1`. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...withoutCode(text).matchAll(/^#+ (.*)$/gm)].map(([, words = ""]) => {
    const anchor = words
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-");
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    return before === 0 ? anchor : `${anchor}-${String(before)}`;
  });
}

/** Why a link of a document leads nowhere; undefined where it does not. */
function faultOf(document: string, target: string): string | undefined {
  if (/^[a-z]+:/.test(target)) return undefined;
  const [path = "", anchor] = target.split("#");
  const file = path === "" ? document : normalize(`${dirname(document)}/${path}`);
  if (!existsSync(file)) return `${document}: ${target}: no such file`;
  const isThere = anchor === undefined || anchorsOf(readFileSync(file, "utf8")).includes(anchor);
  return isThere ? undefined : `${document}: ${target}: no such heading`;
}

describe("links in README.md, CONTRIBUTING.md, CHANGELOG.md and docs/", () => {
  it("lead to files and headings that are there", () => {
    expect(documents).toEqual(expect.arrayContaining(["README.md", "docs/security.md"]));
    const links = documents.flatMap((document) =>
      [...withoutCode(readFileSync(document, "utf8")).matchAll(/\]\(([^)\s]+)\)/g)].map(
        ([, target = ""]) => [document, target] as const,
      ),
    );
    expect(links.length).toBeGreaterThan(20);
    expect(links.flatMap(([document, target]) => faultOf(document, target) ?? [])).toEqual([]);
  });

  it("would be found where they led nowhere", () => {
    expect(faultOf("docs/api.md", "nothing.md")).toContain("no such file");
    expect(faultOf("docs/api.md", "../README.md#nothing")).toContain("no such heading");
    expect(faultOf("docs/api.md", "#webhooks")).toBeUndefined();
  });
});

describe("files that documents name", () => {
  const roots =
    "activities|adapters|domain|functions|infra|local|orchestrations|scripts|test|views|\\.github";
  const pattern = new RegExp(`\`((?:${roots})/[\\w./*-]*)\``, "g");

  it.each(documents.filter((one) => one !== "CHANGELOG.md"))("%s: are there", (document) => {
    const named = [...readFileSync(document, "utf8").matchAll(pattern)].map(
      ([, path = ""]) => path,
    );
    expect(named.filter((path) => globSync(path).length === 0)).toEqual([]);
  });
});
