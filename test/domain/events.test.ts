import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { cloudEventJsonSchemas, cloudEventOf, testCloudEvent } from "../../domain/cloudEvents";
import { deliveryCodes } from "../../domain/delivery";
import { eventTypeNames, eventTypes } from "../../domain/events";
import { aLink } from "../support/aLink";
import { testNow } from "../support/fakesLinks";

const schemas = cloudEventJsonSchemas();
const ajv = addFormats(new Ajv2020({ strict: true, allErrors: true }));
const fits = (event: Readonly<Record<string, unknown>> & { readonly type: string }): boolean =>
  ajv.validate(schemas[event.type] ?? false, event);
const settling = { seq: 7, type: "link.settling", time: testNow } as const;
const data = { code: "account_not_visible_yet" };
const told = cloudEventOf(aLink(), { ...settling, data }, "https://link.example");

describe("the table of events", () => {
  it("has a line of meaning for every type, and each stands in docs/api.md", () => {
    // Columns are padded there.
    const doc = readFileSync("docs/api.md", "utf8").replace(/ +/g, " ");
    for (const type of eventTypeNames) {
      expect(eventTypes[type].meaning).toMatch(/^[A-Z].{5,}[^.]$/);
      const { meaning, data: shape } = eventTypes[type];
      const fields = Object.keys(shape.shape).map((name) => `\`${name}\``);
      expect(doc).toContain(`| \`${type}\` | ${meaning} | ${fields.join(", ") || "–"} |`);
    }
    const [, table = ""] = doc.split(/<!-- (?:end of events|events:.*) -->/);
    const listed = [...table.matchAll(/^\| `([a-z]+\.[A-Za-z]+)`/gm)].map((found) => found[1]);
    expect(listed.sort()).toEqual([...eventTypeNames].sort());
  });

  it("comes with what a failed delivery is called, which stands there too", () => {
    const doc = readFileSync("docs/api.md", "utf8").replace(/ +/g, " ");
    for (const [code, meaning] of Object.entries(deliveryCodes))
      expect(doc).toContain(`| \`${code}\` | ${meaning} |`);
  });

  it("gives a JSON schema that compiles for every event that is sent", () => {
    expect(Object.keys(schemas)).toHaveLength(eventTypeNames.length + 1);
    for (const schema of Object.values(schemas)) expect(() => ajv.compile(schema)).not.toThrow();
  });

  it("fits what is sent, what may be added to it later, and nothing else", () => {
    expect(fits(told)).toBe(true);
    expect(fits({ ...told, data: { ...told.data, later: 1 } })).toBe(true);
    expect(fits({ ...told, data: { ...told.data, code: undefined } })).toBe(false);
    expect(fits({ ...told, sequence: "7" })).toBe(false);
    expect(fits({ ...told, type: "directory-link.link.unheard.v1" })).toBe(false);
  });

  it("has one for the sample too", () => {
    expect(
      fits(testCloudEvent("test.1", { now: testNow, publicUrl: "https://link.example" })),
    ).toBe(true);
  });

  it("numbers events so that they are in order as text", () => {
    const sequence = (seq: number) =>
      cloudEventOf(aLink(), { ...settling, seq, data }, "https://link.example").sequence;
    const all = [9, 10, 11, 100, 2].map(sequence);
    expect(all.toSorted()).toEqual([2, 9, 10, 11, 100].map(sequence));
  });
});
