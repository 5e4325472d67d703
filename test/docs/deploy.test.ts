import { globSync, readFileSync } from "node:fs";

const text = readFileSync("docs/deploy.md", "utf8");

describe("docs/deploy.md", () => {
  it("tells every variable that azd hands to the template", () => {
    const parameters = readFileSync("infra/main.parameters.json", "utf8");
    const asked = [...parameters.matchAll(/\$\{(\w+)/g)].map(([, name = ""]) => name);
    // azd sets the first by itself; the registrations' ids come from the hook.
    const told = asked.filter((name) => {
      const isLimit = name.startsWith("LIMIT_PER_");
      return text.includes(isLimit ? "`LIMIT_PER_…`" : name);
    });
    expect(asked.length).toBeGreaterThan(10);
    expect(asked.filter((name) => !told.includes(name) && name !== "AZURE_ENV_NAME")).toEqual([]);
  });

  it("shows the list of callers being made as the program itself says it", () => {
    const told = readFileSync("scripts/registrations/firstCallers.mjs", "utf8");
    const [, line = "nothing"] = /(npm run -s caller -- --list .+) \\\n/.exec(text) ?? [];
    expect(told).toContain(line);
  });
});

describe("npm scripts that documents name", () => {
  it.each([...globSync("docs/*.md"), "CONTRIBUTING.md"].sort())("%s: are there", (file) => {
    const { scripts } = JSON.parse(readFileSync("package.json", "utf8")) as { scripts: object };
    const found = [...readFileSync(file, "utf8").matchAll(/npm run (?:-s )?([a-z][\w:]*)/g)];
    const named = found.map(([, name = ""]) => name);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
  });
});
