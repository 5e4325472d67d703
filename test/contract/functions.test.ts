import { readFileSync, writeFileSync } from "node:fs";
import { registeredApp } from "../../local/host/functionsCore";
import type { BindingInfo } from "../../local/host/workerTypes";
import { startProduct } from "../support/product";

const file = "test/contract/functions.json";
const wanted = process.env["UPDATE_FUNCTIONS"] === "1";
const advice = `A host would index other functions than ${file} lists. Addresses are in people's mails and in portals, and
the names of activities and orchestrations in the history of runs that are under way: they may be added to, and
hardly ever be changed. If this is meant, write the list anew and commit it:
  UPDATE_FUNCTIONS=1 npm test -- test/contract`;

/** As the worker sends it, without the name that the SDK makes up; one with a $ means something to the host. */
const sent = (key: string, binding: BindingInfo): BindingInfo => ({
  ...binding,
  name: key.startsWith("$") ? key : undefined,
});

/** Name → bindings, as the worker hands them to the host (its registerFunction: rawBindings). */
function indexed(): Record<string, unknown[]> {
  const byName = [...registeredApp().functions.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return Object.fromEntries(
    byName.map(({ name, metadata }) => [
      name,
      Object.entries(metadata.bindings).map(([key, binding]) => sent(key, binding)),
    ]),
  );
}

/** A function a line, so that a change reads as one. */
const asText = (functions: Record<string, unknown[]>): string =>
  `{\n${Object.entries(functions)
    .map(([name, bindings]) => `  ${JSON.stringify(name)}: ${JSON.stringify(bindings)}`)
    .join(",\n")}\n}\n`;

describe("the functions that a host would index", () => {
  let lines: string[] = [];
  beforeAll(async () => {
    const product = await startProduct();
    const text = asText(indexed());
    await product.close();
    if (wanted) writeFileSync(file, text);
    lines = text.split("\n");
  });

  it("are those of the checked-in list: names, routes, methods, levels, schedules and bindings", () => {
    const listed = readFileSync(file, "utf8").split("\n");
    const more = lines.filter((line) => !listed.includes(line));
    const less = listed.filter((line) => !lines.includes(line));
    const told = [...less.map((line) => `- ${line}`), ...more.map((line) => `+ ${line}`)];
    if (told.length > 0) throw new Error(`${advice}\n\n${told.join("\n")}`);
    expect(lines).toEqual(listed);
  });

  it("let everybody knock without a key of the host, since each door looks for itself who it is", () => {
    const doors = lines.filter((line) => line.includes('"httpTrigger"'));
    expect(doors.length).toBeGreaterThan(70);
    expect(doors.filter((line) => !line.includes('"authLevel":"anonymous"'))).toEqual([]);
  });
});
