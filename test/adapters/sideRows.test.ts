import { createOutboxes } from "../../adapters/outboxes";
import { anAgreement } from "../support/aLink";
import { createFollowUps } from "../../adapters/followUps";
import { createAttempts, createSessionRows } from "../../adapters/sideRows";
import { newLinkId } from "../../adapters/linkIds";
import type { Attempt } from "../../domain/storagePorts";
import { testNow } from "../support/fakesLinks";
import { atOnce, newTable } from "../support/fakesTables";

const idOf = (byte: number) => newLinkId(Buffer.alloc(16, byte));
const [linkId, otherId] = [idOf(1), idOf(2)];
const table = newTable();
const now = () => testNow;

describe("attempts", () => {
  const attempts = createAttempts(table, now);
  const attempt: Attempt = {
    linkId,
    n: 1,
    purpose: "grant",
    planHash: "hash",
    agreed: anAgreement,
    nonce: "nonce",
    verifier: "verifier",
    cookieHash: "cookie",
    expiresAt: testNow,
  };

  it("are found by the hash of their state, for their own link only", async () => {
    await attempts.insert("key-1", attempt);
    expect(await attempts.read("key-1", linkId)).toEqual(attempt);
    expect(await attempts.read("key-1", otherId)).toBeUndefined();
    expect(await attempts.read("key-2", linkId)).toBeUndefined();
  });

  it("can be used once, and stay readable", async () => {
    await attempts.insert("key-3", attempt);
    expect(await attempts.use("key-3", linkId)).toBe(true);
    expect(await attempts.use("key-3", linkId)).toBe(false);
    expect(await attempts.read("key-3", linkId)).toEqual(attempt);
  });

  it("can be used once by ten browsers at the same moment", async () => {
    await attempts.insert("key-4", attempt);
    const answers = await atOnce(10, () => attempts.use("key-4", linkId));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it("are forgotten with their link, and no other rows of it", async () => {
    const sessions = createSessionRows(table);
    await sessions.put({ linkId, sessionId: "kept" }, "text");
    await attempts.insert("key-6", attempt);
    await attempts.insert("key-6", { ...attempt, linkId: otherId });
    await attempts.forget(linkId);
    expect(await attempts.read("key-6", linkId)).toBeUndefined();
    expect(await attempts.read("key-6", otherId)).toBeDefined();
    expect(await sessions.get({ linkId, sessionId: "kept" })).toBe("text");
  });

  it("cannot be used where they were never made, or by another link", async () => {
    await attempts.insert("key-5", attempt);
    expect(await attempts.use("never", linkId)).toBe(false);
    expect(await attempts.use("key-5", otherId)).toBe(false);
    expect(await attempts.use("key-5", linkId)).toBe(true);
  });
});

describe("follow-ups", () => {
  const followUps = createFollowUps(newTable());
  const wake = { kind: "wake" as const, linkId, detail: "1", dueAt: testNow };

  it("are due from their moment on, by kind", async () => {
    await followUps.note(wake);
    expect(await followUps.due("wake", "2026-11-22T09:59:59.999Z")).toEqual([]);
    expect(await followUps.due("wake", testNow)).toEqual([wake]);
    expect(await followUps.due("start", testNow)).toEqual([]);
  });

  it("are noted once and done once", async () => {
    await followUps.note(wake);
    await followUps.note({ ...wake, linkId: otherId });
    await followUps.done(wake);
    await followUps.done(wake);
    expect((await followUps.due("wake", testNow)).map((one) => one.linkId)).toEqual([otherId]);
  });

  it("stay where they were noted anew since they were read", async () => {
    const relay = { kind: "relay" as const, linkId, detail: "", dueAt: testNow };
    await followUps.note(relay);
    const [due] = await followUps.due("relay", testNow);
    await followUps.note({ ...relay, dueAt: "2026-11-22T10:00:01.000Z" });
    if (due) await followUps.done(due);
    expect(await followUps.due("relay", "2026-11-22T10:01:00.000Z")).toHaveLength(1);
    await followUps.done({ kind: "relay", linkId, detail: "" });
    expect(await followUps.due("relay", "2026-11-22T10:01:00.000Z")).toEqual([]);
  });

  it("keep the day of the end and the start of it apart", async () => {
    for (const kind of ["startEnd", "endDate"] as const)
      await followUps.note({ kind, linkId, detail: "", dueAt: testNow });
    await followUps.done({ kind: "startEnd", linkId, detail: "" });
    expect(await followUps.due("startEnd", testNow)).toEqual([]);
    expect(await followUps.due("endDate", testNow)).toMatchObject([{ kind: "endDate", linkId }]);
  });

  it("take ids of sessions, which may begin with any sign", async () => {
    const session = { kind: "session" as const, linkId, detail: "_-A9~", dueAt: testNow };
    await followUps.note(session);
    expect(await followUps.due("session", testNow)).toEqual([session]);
  });
});

describe("session rows", () => {
  const rows = createSessionRows(table);
  const key = (sessionId: string, id = linkId) => ({ linkId: id, sessionId });

  it("keep one sealed text a session, the newest", async () => {
    await rows.put(key("a"), "first");
    await rows.put(key("a"), "second");
    expect(await rows.get(key("a"))).toBe("second");
    expect(await rows.get(key("b"))).toBeUndefined();
    expect(await rows.get(key("a", otherId))).toBeUndefined();
  });

  it("remove one session or all of a link, and nothing else of it", async () => {
    const outboxes = createOutboxes(table);
    await outboxes.change(linkId, (outbox) => ({ ...outbox, told: 7 }));
    for (const id of ["a", "b", "_", "~z"]) await rows.put(key(id), "text");
    await rows.put(key("a", otherId), "text");
    await rows.remove(linkId, "a");
    expect(await rows.get(key("a"))).toBeUndefined();
    expect(await rows.get(key("b"))).toBe("text");
    await rows.remove(linkId);
    for (const id of ["b", "_", "~z"]) expect(await rows.get(key(id))).toBeUndefined();
    expect(await rows.get(key("a", otherId))).toBe("text");
    expect((await outboxes.read(linkId)).told).toBe(7);
  });
});
