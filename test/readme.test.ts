import { existsSync, globSync, readFileSync } from "node:fs";
import { settingNames } from "../adapters/config";
import { knownRoles } from "../domain/roles";

const readme = readFileSync("README.md", "utf8");
const section = (title: string): string =>
  readme.split(/^## /m).find((one) => one.startsWith(title)) ?? "";

describe("README.md", () => {
  it("tells every setting, and none that there is not", () => {
    const rows = section("Settings").match(/^\| `.*?\|/gm) ?? [];
    const named = rows.flatMap((row) => [...row.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect(named.sort()).toEqual([...settingNames].sort());
  });

  it("names only files and folders that are there", () => {
    const named = [...section("Where things are").matchAll(/`([\w/]+\/[\w*/]*(?:\.\w+)?)`/g)].map(
      ([, path = ""]) => path,
    );
    expect(named.length).toBeGreaterThan(30);
    expect(named.filter((path) => globSync(path).length === 0)).toEqual([]);
    for (const [, path = ""] of readme.matchAll(/\]\(([\w/.-]+)/g))
      expect(existsSync(path)).toBe(true);
  });

  it("names only scripts that package.json has", () => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object };
    const named = [...readme.matchAll(/npm run (?:-s )?([\w:]+)/g)].map(([, name]) => name);
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });
});

describe("docs/api.md", () => {
  it("names every role that can be asked for", () => {
    const text = readFileSync("docs/api.md", "utf8").replaceAll(/\s+/g, " ");
    for (const { name } of knownRoles) expect(text).toContain(name);
  });

  it("has a heading for every link to one", () => {
    const text = readFileSync("docs/api.md", "utf8");
    const anchors = [...text.matchAll(/^#+ (.*)$/gm)].map(([, words = ""]) =>
      words
        .toLowerCase()
        .replaceAll(/[^\w -]/g, "")
        .replaceAll(" ", "-"),
    );
    for (const [, anchor = ""] of `${text}${readme}`.matchAll(/\((?:docs\/api\.md)?#([\w-]+)\)/g))
      expect(anchors).toContain(anchor);
  });
});
