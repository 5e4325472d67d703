import { refuseCancelled } from "../../domain/changes";
import { createTakeDecision } from "../../activities/takeDecision";
import type { Link } from "../../domain/link";
import type { Decision } from "../../domain/wait";
import { aLink, aWait, anAgreement } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { cancelRequested, someone } from "../support/fakesStages";
import { failureOf, fakeFollowUps } from "../support/fakesStorage";

const late = aWait().deadline;
const by = { at: testNow, by: "administrator" };

function stage(link: Link) {
  const links = fakeLinks(link);
  const followUps = fakeFollowUps();
  const take = createTakeDecision(links, followUps);
  return { links, followUps, take: (n = 1, now = testNow) => take({ linkId: link.id, n, now }) };
}
const decided = (decision: Decision, changes: Partial<Link> = {}) =>
  stage(aLink({ wait: aWait({ decision }), ...changes }));

describe("takeDecision", () => {
  it("says when to look again while nobody decided, and changes nothing", async () => {
    const { links, take } = stage(aLink());
    const before = links.row();
    expect(await take()).toEqual({
      decided: null,
      lookAgainAt: "2026-11-24T17:00:00.000Z",
      reminderDue: 0,
    });
    expect(links.row()).toBe(before);
  });

  it("says when a reminder is due, until it went out", async () => {
    const second = "2026-11-27T01:00:00.000Z";
    expect(await stage(aLink()).take(1, second)).toMatchObject({ reminderDue: 2 });
    const reminded = stage(aLink({ wait: aWait({ reminded: 2 }) }));
    expect(await reminded.take(1, second)).toEqual({
      decided: null,
      lookAgainAt: "2026-11-28T10:00:00.000Z",
      reminderDue: 0,
    });
  });

  it("gives the orchestrator a decision's type and nothing else of it", async () => {
    const { take } = decided({ ...by, type: "declined", reason: "Not ours" });
    expect(await take()).toEqual({ decided: "declined", lookAgainAt: testNow, reminderDue: 0 });
  });

  it("closes the wait, so that no other door can reach it, and tells who decided", async () => {
    const { links, take } = decided({ ...by, type: "declined" });
    await take();
    expect(links.row().wait).toBeNull();
    expect(links.row().pastWaits.map((wait) => wait.decision?.type)).toEqual(["declined"]);
    const [event] = await links.events(links.row().id, 0);
    expect(event).toMatchObject({ type: "decision.declined", data: { by: "administrator" } });
  });

  it("answers the same however often it looks, and tells it once", async () => {
    const { links, take } = decided({ ...by, type: "declined" });
    const first = await take();
    expect(await take()).toEqual(first);
    expect(links.told()).toEqual(["decision.declined", "link.undoing"]);
  });

  it("clears the note that would wake it again, for this wait only", async () => {
    const { links, followUps, take } = decided({ ...by, type: "declined" });
    const { id: linkId } = links.row();
    for (const detail of ["1", "2"])
      await followUps.note({ kind: "wake", linkId, detail, dueAt: testNow });
    await take();
    expect(followUps.noted().map((one) => one.detail)).toEqual(["2"]);
  });

  it("expires a wait at its deadline, not before", async () => {
    const { links, take } = stage(aLink());
    expect(await take(1, "2026-11-29T09:59:59.999Z")).toMatchObject({ decided: null });
    expect(await take(1, late)).toMatchObject({ decided: "expired" });
    expect(links.row().pastWaits[0]?.decision).toEqual({
      type: "expired",
      at: late,
      by: "deadline",
    });
    expect(links.told()).toEqual(["decision.expired", "link.undoing"]);
  });

  it("takes a decision that was written in time, however late it looks", async () => {
    const { links, take } = decided({ ...by, type: "declined" });
    expect(await take(1, "2027-06-01T00:00:00.000Z")).toMatchObject({ decided: "declined" });
    expect(links.told()).toEqual(["decision.declined", "link.undoing"]);
  });

  it("takes consent with who gave it and which session goes with it", async () => {
    const consent = {
      sessionId: "session-1",
      person: someone,
      planHash: "hash",
      agreed: anAgreement,
    };
    const { links, take } = decided({ ...by, type: "approved", consent });
    expect(await take()).toEqual({ decided: "approved", lookAgainAt: testNow, reminderDue: 0 });
    expect(links.row().consent).toEqual({ sessionId: "session-1", person: someone, at: testNow });
  });

  it("takes the account's sign-in with its moment", async () => {
    const account = { objectId: aGuestId, kind: "microsoft" as const, home: null };
    const { links, take } = decided({ ...by, type: "signedIn", account });
    await take();
    expect(links.row().account).toMatchObject({ signedInAt: testNow, kind: "microsoft" });
  });

  it("goes back on retry to the step that failed", async () => {
    const parked = {
      code: "graph_refused" as const,
      step: "inviteAccount",
      at: testNow,
      from: "preparing" as const,
      evidence: null,
    };
    const { links, take } = decided({ ...by, type: "retry" }, { status: "needsOperator", parked });
    expect(await take()).toMatchObject({ decided: "retry" });
    expect(links.row()).toMatchObject({ status: "preparing", parked: null, wait: null });
    expect(links.told()).toEqual(["decision.retry", "link.preparing"]);
  });

  it("goes on with the new session where an administrator signed in once more", async () => {
    const parked = {
      code: "session_lapsed" as const,
      step: "assignRole",
      at: testNow,
      from: "assigningRole" as const,
      evidence: null,
    };
    const consent = {
      sessionId: "session-2",
      person: someone,
      planHash: "hash",
      agreed: anAgreement,
    };
    const wait = aWait({ what: "administrator", decision: { ...by, type: "renewed", consent } });
    const { links, take } = stage(aLink({ status: "awaitingAdministrator", parked, wait }));
    expect(await take()).toMatchObject({ decided: "renewed" });
    expect(links.row()).toMatchObject({
      status: "assigningRole",
      parked: null,
      consent: { sessionId: "session-2" },
    });
  });

  it("does not go back where somebody asked to cancel meanwhile", async () => {
    const parked = {
      code: "graph_refused" as const,
      step: "inviteAccount",
      at: testNow,
      from: "preparing" as const,
      evidence: null,
    };
    const { links, take } = decided(
      { ...by, type: "retry" },
      { status: "needsOperator", parked, cancelRequested },
    );
    expect(await take()).toMatchObject({ decided: "retry" });
    // The answer is kept, and the step that is taken next sees the cancel.
    expect(links.row()).toMatchObject({ status: "needsOperator", wait: null });
    expect(() => {
      refuseCancelled(links.row());
    }).toThrow("cancel_requested");
  });

  it("knows no wait that was never opened", async () => {
    const { links, take } = stage(aLink());
    expect(await failureOf(take(2))).toMatchObject({ code: "not_found", class: "final" });
    expect(links.told()).toEqual([]);
  });
});
