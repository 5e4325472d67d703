import { readFileSync } from "node:fs";
import { withTables } from "../../views/apiTables";

const operations = readFileSync("docs/operations.md", "utf8");

describe("docs/operations.md", () => {
  it("has its table of parked links as it is; `npm run docs` writes it anew", () => {
    expect(operations).toBe(withTables(operations));
    expect(operations).toContain("| `end_overdue`");
  });

  it("says what to do about every alert that is made, under its name, and about no other", () => {
    const bicep = readFileSync("infra/modules/alerts.bicep", "utf8");
    const made = [...bicep.matchAll(/loadTextContent\('\.\.\/alerts\/(\w+)\.kql'\)/g)].map(
      ([, name = ""]) => name,
    );
    const [, alerts = ""] = /^## Alerts\n([^]*?)^## /m.exec(operations) ?? [];
    const told = [...alerts.matchAll(/^### (\w+)$/gm)].map(([, name = ""]) => name);
    expect(made.length).toBeGreaterThan(3);
    expect(told.sort()).toEqual(made.sort());
  });
});
