import { callTrace } from "../../adapters/callTrace";
import { observedHook } from "../../adapters/observedHook";
import { observedLinks } from "../../adapters/observedLinks";
import { newScope } from "../../domain/callTrace";
import type { Delivery } from "../../domain/delivery";
import type { Link } from "../../domain/link";
import type { Links } from "../../domain/storagePorts";
import type { Metric } from "../../domain/telemetry";
import { decide } from "../../domain/waits";
import { aLink, aWait } from "../support/aLink";
import { fakeLinks } from "../support/fakesLinks";

const at = "2026-11-22T10:30:00.000Z";
const asked = aLink({
  wait: aWait({ n: 1, what: "consent", openedAt: "2026-11-22T10:00:00.000Z" }),
});

function stage(...known: Link[]) {
  const metrics: Metric[] = [];
  const telemetry = { metric: (metric: Metric) => void metrics.push(metric) };
  const rows = fakeLinks(...known);
  return { links: observedLinks(rows, telemetry), rows, metrics, telemetry };
}

const moving =
  (status: Link["status"], changes: Partial<Link> = {}) =>
  (link: Link) => ({
    link: { ...link, status, ...changes },
    events: [],
  });

describe("observed links", () => {
  it("count a link for each status that it reaches, the first one too", async () => {
    const { links, metrics } = stage();
    const link = aLink({ status: "requested", wait: null });
    await links.insert({ link, events: [] });
    await links.insert({ link, events: [] });
    await links.change(link.id, moving("awaitingConsent"));
    await links.change(link.id, moving("awaitingConsent"));
    await links.change(link.id, () => undefined);
    expect(metrics).toEqual([
      { name: "links", value: 1, about: { status: "requested" } },
      { name: "links", value: 1, about: { status: "awaitingConsent" } },
    ]);
  });

  it("measure how long an answer took, once, by question and answer", async () => {
    const { links, metrics } = stage(asked);
    const answer = (link: Link) => {
      const decided = decide(link, 1, { type: "declined", at, by: "administrator" });
      return typeof decided === "string" ? undefined : { link: decided, events: [] };
    };
    await links.change(asked.id, answer);
    await links.change(asked.id, answer);
    await links.change(asked.id, (link) => ({ link, events: [] }));
    const about = { kind: "consent", decision: "declined" };
    expect(metrics).toEqual([{ name: "waits", value: 1800, about }]);
  });

  it("count a parked link by its reason", async () => {
    const { links, metrics } = stage(asked);
    const parked: Link["parked"] = {
      ...{ code: "graph_refused", step: "assignRole", at, from: "assigningRole", evidence: null },
    };
    await links.change(asked.id, moving("needsOperator", { parked, wait: null }));
    const about = { code: "graph_refused", status: "needsOperator" };
    expect(metrics).toContainEqual({ name: "parked", value: 1, about });
  });

  it("count nothing of a change that was not written", async () => {
    const { links, rows, metrics } = stage(asked);
    rows.dieAtChange(1);
    await expect(links.change(asked.id, moving("preparing"))).rejects.toThrow("died");
    expect(metrics).toEqual([]);
  });

  it.each([
    ["change", (links: Links) => links.change(asked.id, moving("preparing"))],
    ["insert", (links: Links) => links.insert({ link: asked, events: [] })],
  ])("tell the step or door that runs which link it writes (%s)", async (_name, write) => {
    const scope = newScope();
    await callTrace.run(scope, () => write(stage(asked).links) as Promise<unknown>);
    expect(scope.linkId).toBe(asked.id);
  });

  it("tell nobody which link was only read: it may be somebody else's", async () => {
    const scope = newScope();
    await callTrace.run(scope, () => stage(asked).links.read(asked.id));
    expect(scope.linkId).toBeNull();
  });
});

describe("an observed ticket hook", () => {
  it("counts a post that was not taken, and passes on what became of each", async () => {
    const { telemetry, metrics } = stage();
    const answers: Delivery[] = [
      { status: 204, code: null, retryAfter: null },
      { status: 503, code: null, retryAfter: 30 },
      { status: null, code: "too_slow", retryAfter: null },
    ];
    const waiting = answers.values();
    const hook = observedHook(
      { post: () => Promise.resolve(waiting.next().value as Delivery) },
      telemetry,
    );
    const event = {} as Parameters<typeof hook.post>[0];
    for (const answer of answers) expect(await hook.post(event)).toBe(answer);
    expect(metrics.map(({ name, about }) => [name, about])).toEqual([
      ["webhookFailures", { code: "503" }],
      ["webhookFailures", { code: "too_slow" }],
    ]);
  });
});
