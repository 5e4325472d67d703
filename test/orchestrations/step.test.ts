import type { Look } from "../../domain/contract";
import { LinkError, type Code, type FailureClass } from "../../domain/errors";
import type { LinkId } from "../../domain/ids";
import { attempt, StepFailed, Stopped, type Run } from "../../orchestrations/call";
import { step } from "../../orchestrations/steps";
import { startEngine, type TestEngine } from "../support/engine";

/** What `confirmConsent` does for a link, in order; the last one repeats. */
const script = new Map<string, (Error | null)[]>();
const calls = new Map<string, number[]>();
const parked: { linkId: string }[] = [];
/** Links whose open question was answered right before they were to be parked. */
const answeredBefore = new Set<string>();
const decisions = new Map<string, Look["decided"]>();

const failing = (code: Code, kind: FailureClass, seconds = 0): Error =>
  new LinkError({ code, class: kind, seconds }, "as the test wants it");
const settling: [linkId: string, code: string | null][] = [];
const settlingOf = (id: string) => settling.filter(([one]) => one === id).map(([, code]) => code);

describe("step", () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine(
      {
        oneStep: function* (context) {
          const { linkId } = context.df.getInput<{ linkId: LinkId }>();
          const run: Run = { context, linkId, waits: 0 };
          try {
            yield* step(run, "confirmConsent", {});
            return "done";
          } catch (error) {
            if (error instanceof Stopped) return `stopped ${error.outcome}`;
            throw error;
          }
        },
        oneAttempt: function* (context) {
          const { linkId } = context.df.getInput<{ linkId: LinkId }>();
          const failure = yield* attempt({ context, linkId, waits: 0 }, "confirmConsent", {});
          return failure ?? "done";
        },
      },
      {
        confirmConsent: ({ linkId }: { linkId: string }) => {
          calls.set(linkId, [...(calls.get(linkId) ?? []), engine.clock.now().getTime()]);
          const plan = script.get(linkId) ?? [];
          const next = plan.length > 1 ? plan.shift() : plan[0];
          if (next) throw next;
          return null;
        },
        park: (input: { linkId: string }) => {
          parked.push(input);
          return { decidedBefore: answeredBefore.has(input.linkId) ? 7 : null };
        },
        openWait: () => null,
        tellTicket: () => null,
        noteSettling: ({ linkId, code }: { linkId: string; code: string | null }) =>
          void settling.push([linkId, code]),
        takeDecision: ({ linkId, now }: { linkId: string; now: string }): Look => ({
          decided: decisions.get(linkId) ?? null,
          lookAgainAt: new Date(Date.parse(now) + 24 * 60 * 60 * 1000).toISOString(),
          reminderDue: 0,
        }),
      },
    );
  });
  afterAll(() => engine.close());

  const begin = async (id: string, plan: (Error | null)[], orchestration = "oneStep") => {
    script.set(id, plan);
    await engine.start(orchestration, id, { linkId: id });
  };
  const parkedOf = (id: string) => parked.filter((one) => one.linkId === id);
  const count = (id: string) => calls.get(id)?.length ?? 0;
  const decide = async (id: string, decided: Look["decided"]) => {
    decisions.set(id, decided);
    engine.host.engine.raiseEvent(id, "wake-1", {});
    await engine.host.idle();
  };

  it("waits 10, 20, 30 and then every 60 seconds for what is still settling", async () => {
    await begin("settling", [failing("account_not_visible_yet", "settling")]);
    for (const [seconds, tries] of [
      [9, 1],
      [1, 2],
      [20, 3],
      [30, 4],
      [59, 4],
      [1, 5],
    ] as const) {
      await engine.later(seconds);
      expect(count("settling")).toBe(tries);
    }
  });

  it("says what the directory takes its time for, and no more once it is over", async () => {
    await begin("told", [failing("account_not_visible_yet", "settling"), null]);
    expect(settlingOf("told")).toEqual(["account_not_visible_yet"]);
    await engine.later(10);
    expect(engine.output("told")).toBe("done");
    expect(settlingOf("told")).toEqual(["account_not_visible_yet", null]);
  });

  it("parks what has not settled after 15 minutes", async () => {
    await begin("unsettled", [failing("account_not_visible_yet", "settling")]);
    for (let minute = 0; minute < 16; minute++) await engine.later(60);
    expect(parkedOf("unsettled")).toMatchObject([
      { step: "confirmConsent", failure: { code: "account_not_visible_yet" } },
    ]);
    expect(settlingOf("unsettled")).toEqual(["account_not_visible_yet", null]);
  });

  it("waits as long as Graph asks", async () => {
    await begin("throttled", [failing("throttled_by_graph", "throttled", 600), null]);
    await engine.later(599);
    expect(count("throttled")).toBe(1);
    await engine.later(1);
    expect(engine.output("throttled")).toBe("done");
  });

  it("tries eight times, ever slower, when something passing fails", async () => {
    await begin("transient", [failing("graph_unavailable", "transient")]);
    for (const seconds of [1, 2, 4, 8, 16, 32, 64]) await engine.later(seconds);
    expect(count("transient")).toBe(8);
    await engine.later(3600);
    expect(count("transient")).toBe(8);
    expect(parkedOf("transient")).toHaveLength(1);
  });

  it("treats a failure that it cannot read as passing", async () => {
    await begin("unreadable", [new Error("ECONNRESET"), null]);
    await engine.later(1);
    expect(engine.output("unreadable")).toBe("done");
  });

  it("parks at once what only a person can solve, and takes the same step again on retry", async () => {
    await begin("person", [failing("invitation_refused", "needsPerson"), null]);
    expect(count("person")).toBe(1);
    expect(parkedOf("person")).toHaveLength(1);
    await decide("person", "retry");
    expect(engine.output("person")).toBe("done");
    expect(count("person")).toBe(2);
  });

  it("stops a parked link that is cancelled or left alone", async () => {
    await begin("given up", [failing("graph_refused", "final")]);
    await decide("given up", "cancelled");
    expect(engine.output("given up")).toBe("stopped cancelled");
    await begin("left alone", [failing("graph_refused", "final")]);
    await decide("left alone", "expired");
    expect(engine.output("left alone")).toBe("stopped expired");
  });

  it("takes an answer that came right before it could park, instead of waiting for an operator", async () => {
    answeredBefore.add("late answer");
    decisions.set("late answer", "cancelled");
    await begin("late answer", [failing("graph_refused", "final"), null]);
    expect(engine.output("late answer")).toBe("done");
    expect(count("late answer")).toBe(2);
  });

  it("stops where somebody asked to cancel between two waits", async () => {
    await begin("cancelled", [failing("cancel_requested", "final")]);
    expect(engine.output("cancelled")).toBe("stopped cancelled");
    expect(parkedOf("cancelled")).toEqual([]);
  });

  it("makes an answer of a failure where nothing may be held up", async () => {
    await begin("attempt", [failing("graph_refused", "final")], "oneAttempt");
    expect(engine.output("attempt")).toEqual({
      code: "graph_refused",
      class: "final",
      seconds: 0,
      evidence: "as the test wants it",
    });
  });

  it("keeps the words of a failure to itself", () => {
    expect(new StepFailed({ code: "graph_refused", class: "final", seconds: 0 }).message).toBe(
      "graph_refused (final)",
    );
  });
});
