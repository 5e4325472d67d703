import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { ClientRequest } from "node:http";
import type { LinkView } from "../../domain/linkView";
import { EventType } from "../../local/host/engine/events";
import { acceptInvitation, consent, endAccess, signOff } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { allRows } from "../support/rows";

/** What one part of a link's life costs: requests to Azure Tables, and the turns and activities of the engine. */
interface Cost {
  readonly tables: number;
  readonly turns: number;
  readonly activities: number;
  readonly timers: number;
  readonly events: number;
}

const nothing: Cost = { tables: 0, turns: 0, activities: 0, timers: 0, events: 0 };
const costs: Record<string, Cost> = {};
const storagePort = new URL(
  /TableEndpoint=([^;]+)/.exec(process.env["TEST_STORAGE"] ?? "")?.[1] ?? "http://127.0.0.1",
).port;

let product: Product;
let id: string;
beforeAll(async () => {
  product = await startProduct();
  // What the directory takes its time for repeats a step and is no part of the price.
  Object.assign(product.sandbox.facts.settings, { freshGuestDelayMs: 0, freshRoleDelayMs: 0 });
  // Tables are made when they are first used: a link before the counted ones does that.
  const { id: first } = await product.post(contosoRequest(product.sandbox));
  await product.call("POST", `/api/v1/links/${first}/cancel`);
  await product.idle();
  await product.host.runTimerTrigger("sweepOld");
});
afterAll(() => product.close());

/** To a moment at which neither timer of the minute is due for the next twenty seconds. */
async function betweenTimers(): Promise<void> {
  const second = product.clock.now().getSeconds();
  await product.later({ seconds: (95 - second) % 60 });
}

const engineOf = (): Cost => {
  const runs = product.host.engine.instances();
  const all = runs.flatMap(({ instanceId }) => product.host.engine.history(instanceId));
  const of = (type: number) => all.filter((event) => event.EventType === type).length;
  return {
    tables: 0,
    turns: of(EventType.OrchestratorStarted),
    activities: of(EventType.TaskScheduled),
    timers: of(EventType.TimerCreated),
    events: of(EventType.EventRaised),
  };
};

/** Every request that this process sends to storage while `run` goes on; a batch is one request. */
async function counted(run: () => Promise<unknown>): Promise<Cost> {
  const before = engineOf();
  let tables = 0;
  const count = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    if (request.getHeader("host") === `127.0.0.1:${storagePort}`) tables++;
  };
  subscribe("http.client.request.start", count);
  try {
    await run();
    await product.idle();
  } finally {
    unsubscribe("http.client.request.start", count);
  }
  const after = engineOf();
  const more = (name: keyof Cost) => after[name] - before[name];
  return {
    tables,
    turns: more("turns"),
    activities: more("activities"),
    timers: more("timers"),
    events: more("events"),
  };
}

async function part(name: string, run: () => Promise<unknown>): Promise<Cost> {
  await betweenTimers();
  return (costs[name] = await counted(run));
}

const minute = async (): Promise<void> => {
  await product.host.runTimerTrigger("sweep");
  await product.host.runTimerTrigger("webhooks");
};

const sum = (...some: readonly string[]): Cost =>
  some.reduce((total, name) => {
    const one = costs[name] ?? nothing;
    const keys = Object.keys(nothing) as (keyof Cost)[];
    return Object.fromEntries(keys.map((key) => [key, total[key] + one[key]])) as unknown as Cost;
  }, nothing);

/**
 * What the Azure Storage provider does for it, read from its source (DurableTask.AzureStorage): a turn takes a
 * message, reads the history, writes it, updates the instance and deletes the message; an activity is put into
 * a queue, taken, answered by a message, and deleted; timers and events are one message each.
 */
const engineOnTables = ({ turns }: Cost): number => 3 * turns;
const engineOnQueues = ({ turns, activities, timers, events }: Cost): number =>
  2 * turns + 4 * activities + timers + events;

const asked = ["asked for", "consent", "sign-in", "sign-off"] as const;

describe("storage transactions of one link", () => {
  it("idle: a minute of the timers without any link", async () => {
    const { tables } = await part("idle minute", minute);
    expect(tables).toBeGreaterThan(0);
    const again = await part("idle minute", minute);
    expect(again.tables).toBe(tables);
  });

  it("the happy story, with write-back signed off and a ticket that hears of everything", async () => {
    const { sandbox } = product;
    await part("asked for", async () => {
      const answer = await product.call("POST", "/api/v1/links", { body: contosoRequest(sandbox) });
      ({ id } = (await answer.json()) as LinkView);
    });
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent" });
    await part("minute with an open link", minute);
    await part("consent", () => consent(sandbox));
    await part("sign-in", () => acceptInvitation(sandbox));
    await part("sign-off", () => signOff(sandbox));
    expect(await product.link(id)).toMatchObject({ status: "completed" });
  });

  it("reading it, and the end of the access", async () => {
    await part("one GET of the link", () => product.link(id));
    await part("end", async () => {
      const by = await product.call("POST", `/api/v1/links/${id}/end`);
      expect(by.status).toBe(202);
      await product.idle();
      await endAccess(product.sandbox);
    });
    expect(await product.link(id)).toMatchObject({ status: "ended" });
    const bytes = JSON.stringify(await allRows()).length;
    process.stdout.write(`rows of it and of one that was cancelled: ${String(bytes)} bytes\n`);
  });

  it("one reminder", async () => {
    const { sandbox } = product;
    await part("asked for again", async () => {
      const body = contosoRequest(sandbox, { ticket: { id: "CHG-1" } });
      const answer = await product.call("POST", "/api/v1/links", { body });
      ({ id } = (await answer.json()) as LinkView);
    });
    const due = Date.parse((await product.link(id)).nextReminderAt ?? "");
    const mails = sandbox.mails("admin@contoso.onmicrosoft.com").length;
    // The timers' runs of the days in between come once here: they are taken off again.
    const { tables, ...engine } = await counted(() =>
      product.later({ seconds: (due - product.clock.now().getTime()) / 1000 + 1 }),
    );
    expect(sandbox.mails("admin@contoso.onmicrosoft.com")).toHaveLength(mails + 1);
    const minutes = costs["minute with an open link"]?.tables ?? 0;
    costs["one reminder"] = { tables: tables - minutes, ...engine };
  });

  it("comes to figures that docs/operations.md can give", () => {
    costs["a link, to completed"] = sum(...asked);
    costs["a link, to ended"] = sum(...asked, "end");
    const lines = Object.entries(costs).map(([name, cost]) =>
      [
        name.padEnd(26),
        ...[cost.tables, cost.turns, cost.activities, cost.timers, cost.events].map((n) =>
          String(n).padStart(8),
        ),
        ...[engineOnTables(cost), engineOnQueues(cost)].map((n) => String(n).padStart(10)),
      ].join(""),
    );
    const heads = ["tables", "turns", "steps", "timers", "events"].map((one) => one.padStart(8));
    const estimates = ["≈tables", "≈queues"].map((one) => one.padStart(10));
    const head = ["".padEnd(26), ...heads, ...estimates].join("");
    process.stdout.write(`${[head, ...lines].join("\n")}\n`);
    expect(costs["a link, to completed"].tables).toBeLessThan(600);
  });
});
