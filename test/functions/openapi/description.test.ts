import { readFileSync } from "node:fs";
import { cloudEventJsonSchemas } from "../../../domain/cloudEvents";
import { apiDoors, type ApiPorts } from "../../../functions/apiDoors";
import { apiDocument } from "../../../functions/openapi/document";
import { withTables } from "../../../views/apiTables";
import { version } from "../../../package.json";
import { description } from "../../support/described";

interface Described {
  readonly title?: string;
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Described>>;
}

describe("docs/openapi.json", () => {
  it("is what the schemas and the table of calls say; `npm run docs` writes it anew", () => {
    expect(description).toEqual(JSON.parse(JSON.stringify(apiDocument(version))));
  });

  it("describes every event that is sent, with the statuses that events have", () => {
    const sent = Object.values(cloudEventJsonSchemas());
    const { schemas } = description.components as { schemas: Record<string, Described> };
    const titles = Object.values(schemas).flatMap(({ title }) => title ?? []);
    expect(titles.sort()).toEqual(sent.map(({ title }) => title).sort());
    for (const { properties } of sent) {
      const { status, waitingOn } = (properties?.["data"] as Described).properties ?? {};
      if (!status) continue;
      expect(status.enum).toEqual(schemas["Status"]?.enum);
      expect(waitingOn?.enum?.toSorted()).toEqual(schemas["WaitingOn"]?.enum?.toSorted());
    }
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
