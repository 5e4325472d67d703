import { existsSync, readFileSync } from "node:fs";
import { registeredApp } from "../../local/host/functionsCore";
import { localSettings } from "../../local/localSettings";
import type { RegisteredFunction } from "../../local/host/checkRegistration";

const security = readFileSync("docs/security.md", "utf8");
const section = (title: string): string =>
  security.split(/^### /m).find((one) => one.startsWith(title)) ?? "";

/** Rows of the section's tables that begin with a name in code: the name, and all other cells. */
const rowsOf = (title: string): [name: string, rest: string][] =>
  [...section(title).matchAll(/^\| `([^`]+)` *\|(.*)\|$/gm)].map(([, name = "", rest = ""]) => [
    name,
    rest,
  ]);
const namesOf = (title: string): string[] => rowsOf(title).map(([name]) => name);

const guid = "00000000-0000-4000-8000-000000000000";

/** Everything that app.ts registers; nothing is connected to. */
async function registered(): Promise<readonly RegisteredFunction[]> {
  const url = "http://127.0.0.1:1";
  Object.assign(
    process.env,
    localSettings({
      publicUrl: url,
      connectionString: "UseDevelopmentStorage=true",
      sandboxUrl: url,
    }),
    { ENTRA_AUTHORITY: url, GRAPH_URL: url, MAIL_SENDER: "links@fabrikam.example" },
    { LINK_CLIENT_ID: guid, API_CLIENT_ID: guid, HOME_TENANT_ID: guid },
  );
  await import("../../app");
  return [...registeredApp().functions.values()];
}

/** `GET HEAD /consent`; the door for all that is unknown has its route alone. */
function entryOf({ name, trigger }: RegisteredFunction): string {
  const path = `/${String(trigger["route"]).replace(/^\//, "")}`;
  const methods = (trigger["methods"] as string[]).map((method) => method.toUpperCase());
  return name === "noSuchRoute" ? path : `${methods.join(" ")} ${path}`;
}

describe("the entry points in docs/security.md", () => {
  let all: readonly RegisteredFunction[];
  beforeAll(async () => {
    all = await registered();
  });
  const ofKind = (kind: RegisteredFunction["kind"]) => all.filter((one) => one.kind === kind);

  it("are all routes that are registered, with their methods, and no other", () => {
    // The refusal of all other methods on a route is told of in words.
    const doors = ofKind("http").filter(({ name }) => !name.endsWith("Others"));
    expect(doors.length).toBeGreaterThan(40);
    expect(namesOf("Over HTTP").sort()).toEqual(doors.map(entryOf).sort());
  });

  it("are all timers", () => {
    const timers = ofKind("timer").map(({ name }) => name);
    expect(timers.length).toBeGreaterThan(0);
    expect(namesOf("Timers").sort()).toEqual(timers.sort());
  });

  it("are all orchestrations, and there is no other kind of entry", () => {
    const runs = ofKind("orchestration").map(({ name }) => name);
    expect(namesOf("The engine").sort()).toEqual(runs.sort());
    const kinds = new Set(all.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(["activity", "http", "orchestration", "timer"]);
  });

  it("name at least one test each, and each of them is there", () => {
    const rows = ["Over HTTP", "Timers", "The engine"].flatMap(rowsOf);
    for (const [name, rest] of rows) {
      const tests = [...rest.matchAll(/`(test\/[\w/.]+)`/g)].map(([, path = ""]) => path);
      expect([name, tests.length > 0]).toEqual([name, true]);
      expect([name, tests.filter((path) => !existsSync(path))]).toEqual([name, []]);
    }
  });
});
