import { anAgreement } from "../support/aLink";
import { createReservations } from "../../adapters/reservations";
import { createFollowUps } from "../../adapters/followUps";
import { createAttempts, createSessionRows, createTicketProgress } from "../../adapters/sideRows";
import { newLinkId } from "../../adapters/linkIds";
import type { Attempt } from "../../domain/storagePorts";
import { fixedKeys } from "../support/fakesKeys";
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

describe("the ticket's progress", () => {
  it("begins before the first event and keeps the last one told", async () => {
    const progress = createTicketProgress(table);
    expect(await progress.told(linkId)).toBe(0);
    await progress.tell(linkId, 3);
    expect(await progress.told(linkId)).toBe(3);
    expect(await progress.told(otherId)).toBe(0);
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
    const progress = createTicketProgress(table);
    await progress.tell(linkId, 7);
    for (const id of ["a", "b", "_", "~z"]) await rows.put(key(id), "text");
    await rows.put(key("a", otherId), "text");
    await rows.remove(linkId, "a");
    expect(await rows.get(key("a"))).toBeUndefined();
    expect(await rows.get(key("b"))).toBe("text");
    await rows.remove(linkId);
    for (const id of ["b", "_", "~z"]) expect(await rows.get(key(id))).toBeUndefined();
    expect(await rows.get(key("a", otherId))).toBe("text");
    expect(await progress.told(linkId)).toBe(7);
  });
});

describe("reservations", () => {
  const reservations = createReservations(newTable(), (text) => fixedKeys().sha256(text));
  const wanted = (byte: number) => ({ linkId: idOf(byte), bodyHash: "body" });
  const scope = (key: string, callerId = "helpdesk") => ({ callerId, key });

  it("give the first link that asked, also to two at once", async () => {
    const ids = await atOnce(
      10,
      async (index) => (await reservations.reserve(scope("k/1 'x' #?"), wanted(index + 1))).linkId,
    );
    expect(new Set(ids).size).toBe(1);
  });

  it("keep callers and keys apart", async () => {
    await reservations.reserve(scope("k2"), wanted(1));
    expect(await reservations.reserve(scope("k2", "other"), wanted(2))).toEqual(wanted(2));
    expect(await reservations.reserve(scope("k3"), wanted(3))).toEqual(wanted(3));
    expect(await reservations.reserve(scope("k2"), wanted(4))).toEqual(wanted(1));
  });

  it("list the links that one caller's keys stand for now", async () => {
    const mine = (key: string) => scope(key, "lister");
    expect(await reservations.list("lister")).toEqual([]);
    await reservations.reserve(mine("a"), wanted(1));
    await reservations.reserve(mine("b"), wanted(2));
    await reservations.reserve(scope("c", "somebody-else"), wanted(3));
    await reservations.renew(mine("a"), wanted(1), wanted(4));
    expect((await reservations.list("lister")).sort()).toEqual([idOf(2), idOf(4)].sort());
  });

  it("are renewed by one only, and all others hear by whom", async () => {
    await reservations.reserve(scope("k4"), wanted(1));
    const ids = await atOnce(
      5,
      async (index) => (await reservations.renew(scope("k4"), wanted(1), wanted(index + 2))).linkId,
    );
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).not.toBe(wanted(1).linkId);
    expect((await reservations.renew(scope("k4"), wanted(1), wanted(9))).linkId).toBe(ids[0]);
  });
});
