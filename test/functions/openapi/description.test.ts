import { readFileSync } from "node:fs";
import { apiDoors, type ApiPorts } from "../../../functions/apiDoors";
import { apiDocument } from "../../../functions/openapi/document";
import { withTables } from "../../../views/apiTables";
import { version } from "../../../package.json";
import { description } from "../../support/described";

describe("docs/openapi.json", () => {
  it("is what the schemas and the table of calls say; `npm run docs` writes it anew", () => {
    expect(description).toEqual(JSON.parse(JSON.stringify(apiDocument(version))));
  });

  it("describes every door of the API, and no door that there is none of", () => {
    const doors = apiDoors({ keys: {} } as ApiPorts).flatMap(({ methods, route }) =>
      methods.map((method) => `${method} /${route}`),
    );
    const described = Object.entries(description.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(doors.sort()).toEqual(described.sort());
  });
});

describe("docs/api.md", () => {
  it("has its tables as they are; `npm run docs` writes them anew", () => {
    const text = readFileSync("docs/api.md", "utf8");
    expect(text).toBe(withTables(text));
    expect(text).toContain("| `awaitingConsent`");
    expect(text).toContain("| `duplicate_link`");
    expect(text).toContain("| `link.resent`");
    expect(text).toContain("| `name_not_found`");
  });
});
