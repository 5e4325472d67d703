import { readFileSync } from "node:fs";
import { permissionsDoc } from "../../views/permissionsDoc";

describe("docs/permissions.md", () => {
  it("is what the table of plan steps and calls says; `npm run docs` writes it anew", () => {
    expect(readFileSync("docs/permissions.md", "utf8")).toBe(permissionsDoc());
  });
});
