import type { Link } from "../../domain/link";
import type { Decision } from "../../domain/wait";
import { decideWait } from "../../functions/decideWait";
import { createSweep } from "../../functions/sweep";
import { aLink, aWait } from "../support/aLink";
import { fakeDirectory } from "../support/fakesDirectory";
import { aContext, fakeEngine } from "../support/fakesHttp";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { aRetention, fakeFollowUps, fakePublisher, fakeOpenLinks } from "../support/fakesStorage";

const { id: linkId } = aLink();
const minuteLater = "2026-11-22T10:01:00.000Z";
const declined: Decision = { type: "declined", at: testNow, by: "administrator" };

function stage(link: Link = aLink()) {
  const links = fakeLinks(link);
  const followUps = fakeFollowUps();
  const engine = fakeEngine();
  const { sessions } = fakeDirectory();
  const context = aContext();
  const clock = { now: testNow };
  const ports = {
    ...{
      links,
      followUps,
      sessions,
      publisher: fakePublisher(),
      retention: aRetention,
      openLinks: fakeOpenLinks(),
    },
    ...{ engineOf: engine.engineOf, now: () => clock.now },
  };
  return {
    ...ports,
    engine,
    context,
    decide: (decision = declined, n = 1) =>
      decideWait(ports, { linkId: link.id, n, decision }, context),
    sweep: async (now = minuteLater) => {
      clock.now = now;
      await createSweep(ports)(undefined, context);
    },
  };
}

describe("decideWait", () => {
  it("writes the decision, then wakes the orchestrator", async () => {
    const { links, engine, decide } = stage();
    expect(await decide()).toBeUndefined();
    expect(links.row().wait?.decision).toEqual(declined);
    expect(engine.woken).toEqual([`${linkId} 1`]);
  });

  it("has a note that it is to be woken before it decides", async () => {
    const { links, followUps, engine, decide } = stage();
    links.dieAtChange(1);
    await expect(decide()).rejects.toThrow("died");
    expect(followUps.noted()).toEqual([{ kind: "wake", linkId, detail: "1", dueAt: minuteLater }]);
    expect(links.row().wait?.decision).toBeNull();
    expect(engine.woken).toEqual([]);
  });

  it("tells whoever comes second that it is decided, and wakes nobody", async () => {
    const { links, engine, decide } = stage();
    const answers = await Promise.all([
      decide(),
      decide({ type: "cancelled", at: testNow, by: "x" }),
    ]);
    expect(answers).toEqual([undefined, "already_decided"]);
    expect(links.row().wait?.decision).toEqual(declined);
    expect(engine.woken).toHaveLength(1);
  });

  it("tells whoever comes late that the link has expired, and changes nothing", async () => {
    const { links, engine, decide } = stage();
    const before = links.row();
    expect(await decide({ ...declined, at: aWait().deadline })).toBe("link_expired");
    expect(links.row()).toBe(before);
    expect(engine.woken).toEqual([]);
  });

  it("keeps the decision where the engine cannot be woken: the sweeper does it", async () => {
    const { links, engine, context, decide, sweep } = stage();
    engine.down = true;
    expect(await decide()).toBeUndefined();
    expect(links.row().wait?.decision).toEqual(declined);
    expect(context.logged.join()).toContain(linkId);
    engine.down = false;
    await sweep();
    expect(engine.woken).toEqual([`${linkId} 1`]);
  });
});

describe("the sweeper", () => {
  it("wakes again every minute until the decision is taken up, then no more", async () => {
    const { links, followUps, engine, decide, sweep } = stage();
    await decide();
    await sweep();
    await sweep();
    expect(engine.woken).toHaveLength(3);
    links.put(aLink({ wait: null, pastWaits: [aWait({ decision: declined })] }));
    await sweep();
    expect(engine.woken).toHaveLength(3);
    expect(followUps.noted()).toEqual([]);
  });

  it("does nothing before the minute is over", async () => {
    const { engine, decide, sweep } = stage();
    await decide();
    await sweep("2026-11-22T10:00:59.999Z");
    expect(engine.woken).toHaveLength(1);
  });

  it("wakes nobody for a wait that is not decided", async () => {
    const { followUps, engine, sweep } = stage();
    await followUps.note({ kind: "wake", linkId, detail: "1", dueAt: testNow });
    await sweep();
    expect(engine.woken).toEqual([]);
    expect(followUps.noted()).toEqual([]);
  });

  it("does not wake one question for the answer of another", async () => {
    const { followUps, engine, sweep } = stage(
      aLink({ wait: aWait({ n: 2, decision: declined }) }),
    );
    await followUps.note({ kind: "wake", linkId, detail: "1", dueAt: testNow });
    await sweep();
    expect(engine.woken).toEqual([]);
    expect(followUps.noted()).toEqual([]);
  });

  it("starts a link whose run never began, and no other", async () => {
    for (const [runId, started] of [[null, [linkId]] as const, ["run-1", []] as const]) {
      const { followUps, engine, sweep } = stage(aLink({ runId }));
      await followUps.note({ kind: "start", linkId, detail: "", dueAt: testNow });
      await sweep();
      expect(engine.started).toEqual(started);
      expect(followUps.noted()).toHaveLength(started.length);
    }
  });

  it("deletes a session at its end", async () => {
    const { followUps, sessions, sweep } = stage();
    await followUps.note({ kind: "session", linkId, detail: "session-1", dueAt: testNow });
    await sweep();
    expect(sessions.forgotten).toEqual([linkId]);
    expect(followUps.noted()).toEqual([]);
  });

  it("does the rest where one thing fails, and that one again in a minute", async () => {
    const { followUps, engine, sessions, context, sweep } = stage(aLink({ runId: null }));
    await followUps.note({ kind: "start", linkId, detail: "", dueAt: testNow });
    await followUps.note({ kind: "session", linkId, detail: "session-1", dueAt: testNow });
    engine.down = true;
    await sweep();
    expect(sessions.forgotten).toEqual([linkId]);
    expect(followUps.noted().map((one) => one.kind)).toEqual(["start"]);
    expect(context.logged.join()).toContain(`start of link ${linkId}`);
    engine.down = false;
    await sweep();
    expect(engine.started).toEqual([linkId]);
  });
});
