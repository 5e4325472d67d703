import { readFileSync } from "node:fs";
import { HttpRequest } from "@azure/functions";
import { createObserved } from "../../activities/observed";
import { callTrace } from "../../adapters/callTrace";
import { LinkError } from "../../domain/errors";
import { noTelemetry } from "../../domain/telemetry";
import { json } from "../../functions/api";
import { noteDoor } from "../../functions/doorNotes";
import { createObservedDoor } from "../../functions/observedDoor";
import { aLink } from "../support/aLink";
import { aContext } from "../support/fakesHttp";
import { testNow } from "../support/fakesLinks";

const { id: linkId } = aLink();
const records = { add: () => Promise.resolve() };
const keysOf = (line: string): string[] => Object.keys(JSON.parse(line) as object);

async function stepLine(): Promise<string[]> {
  const logged: string[] = [];
  const context = { log: (line: string) => void logged.push(line), warn: () => undefined };
  const ports = { trace: callTrace, records, telemetry: noTelemetry, now: () => testNow };
  const busy = new LinkError({ code: "throttled_by_graph", class: "throttled", seconds: 1 }, "no");
  const step = createObserved(ports)("inviteAccount", () => Promise.reject(busy));
  await expect(step({ linkId }, context)).rejects.toThrow(busy);
  return logged.flatMap(keysOf);
}

async function doorLine(): Promise<string[]> {
  const context = aContext();
  const { handler } = createObservedDoor({ trace: callTrace, records, telemetry: noTelemetry })({
    ...{ name: "opsActionForm", methods: ["POST"], route: "ops/links/{id}/{action}" },
    handler: (request) => {
      noteDoor(request, { caller: "operator:x", action: "cancel", code: "paused", linkId });
      return Promise.resolve(json(503, {}));
    },
  });
  await handler(new HttpRequest({ method: "POST", url: "https://link.example/ops" }), context);
  return context.logged.flatMap(keysOf);
}

/** Written by activities/deliverEvents.ts; test/activities/deliverEvents.test.ts holds it. */
const deliveryLine = ["event", "linkId", "seq", "answer"];

describe("the queries in docs/operations.md", () => {
  const text = readFileSync("docs/operations.md", "utf8");
  const queries = [...text.matchAll(/^```kusto\n([^]*?)^```/gm)].map(([, query = ""]) => query);

  it("read only what lines of the log have", async () => {
    const emitted = [...(await stepLine()), ...(await doorLine()), ...deliveryLine];
    const read = queries.flatMap((query) =>
      [...query.matchAll(/\bline\.(\w+)/g)].map(([, name = ""]) => name),
    );
    expect(read.length).toBeGreaterThan(20);
    expect(read.filter((name) => !emitted.includes(name))).toEqual([]);
  });

  it("read only metrics that are told", () => {
    const told = [...readFileSync("domain/telemetry.ts", "utf8").matchAll(/^ {4}\| "(\w+)"/gm)];
    const names = told.map(([, name = ""]) => `directory_link.${name}`);
    const read = queries.flatMap((query) => query.match(/directory_link\.\w+/g) ?? []);
    expect(read.length).toBeGreaterThan(0);
    expect(read.filter((name) => !names.includes(name))).toEqual([]);
  });
});
