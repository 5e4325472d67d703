import { LinkError, type Code, type FailureClass } from "../../domain/errors";
import { endLink } from "../../orchestrations/endLink";
import { startEngine, type TestEngine } from "../support/engine";
import { fakeStory } from "./fakeStory";

const day = 24 * 60 * 60;
const asked = ["openWait end 5", "sendMail askEnd 5"];
const work = ["undoRoles", "revokeSessions", "removeGuest"];
const report = [
  "reportEnd",
  "sendMail endedAdministrator 0",
  "sendMail endedAccount 0",
  "forgetSession",
  "moveTo ended",
];
const failing = (code: Code, kind: FailureClass = "needsPerson"): Error =>
  new LinkError({ code, class: kind }, "as the test wants it");

describe("endLink", () => {
  const story = fakeStory();
  let engine: TestEngine;
  beforeAll(async () => {
    engine = await startEngine({ endLink }, story.activities);
  });
  afterAll(() => engine.close());

  const begin = (id: string) => engine.start("endLink", id, { linkId: id });
  const decide = (id: string, ...decision: Parameters<typeof story.decide>[2]) =>
    story.decide(engine, id, decision);
  const since = (id: string, count: number) => story.log(id).slice(count);

  it("leaves the link to the run that ends it already", async () => {
    story.answer("second", "claimEnd", { mine: false, lastWait: 4, proven: true });
    await begin("second");
    expect(engine.output("second")).toBe("anotherRunEndsThisLink");
    expect(story.log("second")).toEqual(["claimEnd"]);
  });

  it("takes everything back at once where an administrator has signed in for it", async () => {
    story.answer("proven", "claimEnd", { mine: true, lastWait: 4, proven: true });
    await begin("proven");
    expect(engine.output("proven")).toBe("ended");
    expect(story.log("proven")).toEqual(["claimEnd", ...work, ...report]);
  });

  it("asks an administrator first, with the next number, and touches nothing before", async () => {
    await begin("asked");
    expect(story.log("asked")).toEqual(["claimEnd", ...asked]);
    await decide("asked", 5, "agreedToEnd");
    expect(story.log("asked")).toEqual(["claimEnd", ...asked, ...work, ...report]);
    expect(engine.output("asked")).toBe("ended");
  });

  it("asks somebody else at once where another administrator was named", async () => {
    await begin("forwarded");
    await decide("forwarded", 5, "forwarded");
    expect(since("forwarded", 3)).toEqual(["openWait end 6", "sendMail askEnd 6"]);
    await decide("forwarded", 6, "agreedToEnd");
    expect(engine.output("forwarded")).toBe("ended");
  });

  it("goes on asking where the mail did not go out: its reminders do", async () => {
    story.fail("unmailed", "sendMail", failing("mail_not_accepted"));
    await begin("unmailed");
    await engine.later(day);
    expect(since("unmailed", 3)).toEqual(["sendMail remindEnd 5"]);
  });

  it("reminds on days 1, 3, 7 and 14, and is overdue on day 15, for an operator to see", async () => {
    await begin("overdue");
    for (const days of [1, 2, 4, 7]) await engine.later(days * day);
    expect(since("overdue", 3)).toEqual(Array(4).fill("sendMail remindEnd 5"));
    await engine.later(day);
    expect(since("overdue", 7)).toEqual(["park endAccess", "openWait operator 6"]);
  });

  it("stays overdue, month after month, until somebody helps", async () => {
    await begin("forgotten");
    for (let days = 0; days < 15; days += 3) await engine.later(3 * day);
    for (let days = 0; days < 60; days += 3) await engine.later(3 * day);
    const parked = story.log("forgotten").filter((call) => call.startsWith("park"));
    const opened = story.log("forgotten").filter((call) => call.startsWith("openWait"));
    expect(parked).toHaveLength(3);
    expect(opened).toEqual(
      [5, 6, 7, 8].map((n) => `openWait ${n === 5 ? "end" : "operator"} ${String(n)}`),
    );
    await decide("forgotten", 8, "agreedToEnd");
    expect(engine.output("forgotten")).toBe("ended");
  });

  it("asks again where an operator wants it asked again", async () => {
    await begin("retried");
    for (let days = 0; days < 15; days += 3) await engine.later(3 * day);
    const before = story.log("retried").length;
    await decide("retried", 6, "retry");
    expect(since("retried", before)).toEqual(["openWait end 7", "sendMail askEnd 7"]);
    await decide("retried", 7, "agreedToEnd");
    expect(since("retried", before + 2)).toEqual([...work, ...report]);
  });

  it("ends at once where an administrator signs in while it is overdue", async () => {
    await begin("late");
    for (let days = 0; days < 15; days += 3) await engine.later(3 * day);
    const before = story.log("late").length;
    await decide("late", 6, "agreedToEnd");
    expect(since("late", before)).toEqual([...work, ...report]);
    expect(engine.output("late")).toBe("ended");
  });

  it.each<Code>(["session_lapsed", "not_an_administrator"])(
    "asks again after %s, and goes on with the step that failed",
    async (code) => {
      const id = `after ${code}`;
      story.answer(id, "claimEnd", { mine: true, lastWait: 4, proven: true });
      story.fail(id, "revokeSessions", failing(code));
      await begin(id);
      expect(since(id, 1)).toEqual(["undoRoles", "revokeSessions", ...asked]);
      await decide(id, 5, "agreedToEnd");
      expect(since(id, 5)).toEqual(["revokeSessions", "removeGuest", ...report]);
    },
  );

  it("parks what only an operator can solve, and takes the same step again on retry", async () => {
    story.answer("refused", "claimEnd", { mine: true, lastWait: 4, proven: true });
    story.fail("refused", "removeGuest", failing("graph_refused", "final"));
    await begin("refused");
    expect(since("refused", 3)).toEqual(["removeGuest", "park removeGuest", "openWait operator 5"]);
    await decide("refused", 5, "retry");
    expect(since("refused", 6)).toEqual(["removeGuest", ...report]);
    expect(engine.output("refused")).toBe("ended");
  });

  it("waits by itself for what passes, and asks nobody", async () => {
    story.answer("passing", "claimEnd", { mine: true, lastWait: 4, proven: true });
    story.fail("passing", "undoRoles", failing("graph_unavailable", "transient"));
    await begin("passing");
    expect(since("passing", 1)).toEqual(["undoRoles"]);
    await engine.later(1);
    expect(since("passing", 2)).toEqual([...work, ...report]);
  });

  it("tries once more where nobody helped in time, and asks again: it never ends with a role held", async () => {
    story.answer("left", "claimEnd", { mine: true, lastWait: 4, proven: true });
    const refused = failing("graph_refused", "final");
    story.fail("left", "undoRoles", refused, refused);
    await begin("left");
    for (let days = 0; days < 30; days += 3) await engine.later(3 * day);
    expect(story.log("left")).toEqual([
      ...["claimEnd", "undoRoles", "park undoRoles", "openWait operator 5"],
      ...["undoRoles", "park undoRoles", "openWait operator 6"],
    ]);
    await decide("left", 6, "retry");
    expect(since("left", 7)).toEqual([...work, ...report]);
    expect(engine.output("left")).toBe("ended");
  });

  it("ends although neither the ticket nor the mails hear of it", async () => {
    story.answer("unheard", "claimEnd", { mine: true, lastWait: 4, proven: true });
    story.fail("unheard", "sendMail", failing("mail_not_accepted"), failing("mail_not_accepted"));
    story.fail("unheard", "tellTicket", ...Array<Error>(3).fill(failing("storage_busy")));
    await begin("unheard");
    expect(since("unheard", 1)).toEqual([...work, ...report]);
    await engine.later(60);
    expect(engine.output("unheard")).toBe("ended");
  });
});
