import { wakeEvent, type Input, type Look } from "../../domain/contract";
import type { LinkId } from "../../domain/ids";
import type { Run } from "../../orchestrations/call";
import { waitFor } from "../../orchestrations/waitFor";
import { startEngine, type TestEngine } from "../support/engine";

/** The row of each link, as the doors would write it: a wait with reminders and a deadline. */
interface Row {
  decided: Look["decided"];
  reminders: string[];
  deadline: string;
  reminded: number;
}
const rows = new Map<string, Row>();
const looks: string[] = [];
const mails: string[] = [];
/** What happens while an activity runs, by its name. */
const during = new Map<string, (linkId: string) => void>();

const row = (linkId: string): Row => {
  const found = rows.get(linkId);
  if (!found) throw new Error(`no row ${linkId}`);
  return found;
};

function takeDecision({ linkId, n, now }: Input<"takeDecision">): Look {
  const wait = row(n === 1 ? linkId : `${linkId} ${String(n)}`);
  looks.push(linkId);
  if (!wait.decided && wait.deadline <= now) wait.decided = "expired";
  const decided = wait.decided;
  const due = wait.reminders.filter((time) => time <= now).length;
  const next = wait.reminders.find((time) => time > now) ?? wait.deadline;
  during.get("takeDecision")?.(linkId);
  return { decided, lookAgainAt: next, reminderDue: due > wait.reminded ? due : 0 };
}

function sendMail({ linkId, mail }: Input<"sendMail">): null {
  mails.push(`${linkId} ${mail}`);
  row(linkId).reminded += 1;
  during.get("sendMail")?.(linkId);
  return null;
}

const day = 24 * 60 * 60;

describe("waitFor", () => {
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine(
      {
        waiting: function* (context) {
          const { linkId } = context.df.getInput<{ linkId: LinkId }>();
          const run: Run = { context, linkId, waits: 1 };
          const first = yield* waitFor(run, 1, ["remindConsent"]);
          return { first, at: context.df.currentUtcDateTime.toISOString() };
        },
        late: function* (context) {
          const { linkId } = context.df.getInput<{ linkId: LinkId }>();
          yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 60_000));
          return yield* waitFor({ context, linkId, waits: 1 }, 1, ["remindConsent"]);
        },
        twice: function* (context) {
          const { linkId } = context.df.getInput<{ linkId: LinkId }>();
          const run: Run = { context, linkId, waits: 1 };
          const first = yield* waitFor(run, 1, ["remindConsent"]);
          return [first, yield* waitFor(run, 2, ["remindConsent"])];
        },
      },
      { takeDecision, sendMail, tellTicket: () => null },
    );
  });
  afterAll(() => engine.close());
  beforeEach(() => {
    looks.length = 0;
    mails.length = 0;
    during.clear();
  });

  const open = async (id: string, orchestration = "waiting"): Promise<Row> => {
    const from = engine.clock.now().getTime();
    const at = (days: number) => new Date(from + days * day * 1000).toISOString();
    const wait = { decided: null, reminders: [at(2), at(4)], deadline: at(7), reminded: 0 };
    rows.set(id, wait);
    await engine.start(orchestration, id, { linkId: id });
    return wait;
  };
  const decide = (id: string, decided: Look["decided"]) => (row(id).decided = decided);
  const wake = (id: string, n = 1) =>
    engine.host.engine.raiseEvent(id, wakeEvent(n), { linkId: id, n });
  const finished = (id: string) => engine.host.engine.status(id)?.runtimeStatus === "Completed";

  it("goes on at once when a decision wakes it", async () => {
    await open("plain");
    decide("plain", "approved");
    wake("plain");
    await engine.host.idle();
    expect(engine.output("plain")).toMatchObject({ first: "approved" });
    expect(mails).toEqual([]);
  });

  it("finds a decision whose event came before the wait was opened", async () => {
    await open("early", "late");
    decide("early", "approved");
    wake("early");
    await engine.host.idle();
    expect(finished("early")).toBe(false);
    await engine.later(60);
    expect(engine.output("early")).toBe("approved");
  });

  it("hears an event that comes while a reminder is being sent", async () => {
    await open("reminding");
    during.set("sendMail", (id) => {
      decide(id, "approved");
      wake(id);
    });
    await engine.later(2 * day);
    expect(engine.output("reminding")).toMatchObject({ first: "approved" });
    expect(mails).toEqual(["reminding remindConsent"]);
  });

  it("hears an event that comes while it looks at the row", async () => {
    await open("looking");
    during.set("takeDecision", (id) => {
      during.clear();
      decide(id, "approved");
      wake(id);
    });
    await engine.later(2 * day);
    expect(engine.output("looking")).toMatchObject({ first: "approved" });
  });

  it("takes the decision when event and timer come in the same batch", async () => {
    await open("batch");
    decide("batch", "approved");
    // The event is in the inbox when the clock makes the reminder's timer due: one turn takes both.
    wake("batch");
    engine.clock.advance(2 * day * 1000);
    await engine.host.idle();
    expect(engine.output("batch")).toMatchObject({ first: "approved" });
  });

  it("is not fooled by an event without a decision, and still hears the next one", async () => {
    await open("spurious");
    wake("spurious");
    wake("spurious");
    await engine.host.idle();
    expect(finished("spurious")).toBe(false);
    decide("spurious", "declined");
    wake("spurious");
    await engine.host.idle();
    expect(engine.output("spurious")).toMatchObject({ first: "declined" });
  });

  it("does not let a doubled event answer the next question", async () => {
    await open("doubled", "twice");
    rows.set("doubled 2", { ...row("doubled") });
    decide("doubled", "approved");
    wake("doubled");
    wake("doubled");
    await engine.host.idle();
    expect(finished("doubled")).toBe(false);
    decide("doubled 2", "signedIn");
    wake("doubled", 2);
    await engine.host.idle();
    expect(engine.output("doubled")).toEqual(["approved", "signedIn"]);
  });

  it("reminds twice, then expires at the deadline and not before", async () => {
    const wait = await open("silent");
    await engine.later(2 * day);
    await engine.later(2 * day);
    expect(mails.filter((mail) => mail.startsWith("silent"))).toHaveLength(2);
    await engine.later(3 * day - 60);
    expect(finished("silent")).toBe(false);
    await engine.later(60);
    const { first, at } = engine.output("silent") as { first: string; at: string };
    expect(first).toBe("expired");
    expect(at >= wait.deadline).toBe(true);
  });

  it("takes up a decision whose event was lost, at the next hop", async () => {
    await open("lost");
    decide("lost", "approved");
    await engine.later(2 * day);
    expect(engine.output("lost")).toMatchObject({ first: "approved" });
  });

  it("never sleeps longer than three days in one hop", async () => {
    const wait = await open("long");
    wait.reminders = [];
    wait.deadline = new Date(engine.clock.now().getTime() + 30 * day * 1000).toISOString();
    wake("long");
    await engine.host.idle();
    const due = engine.host.engine.nextDue();
    expect(due && due.getTime() <= engine.clock.now().getTime() + 3 * day * 1000).toBe(true);
    for (let days = 0; days < 30; days += 3) await engine.later(3 * day);
    expect(engine.output("long")).toMatchObject({ first: "expired" });
  });
});
