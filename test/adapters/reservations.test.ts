import { newLinkId } from "../../adapters/linkIds";
import { createReservations } from "../../adapters/reservations";
import { fixedKeys } from "../support/fakesKeys";
import { atOnce, newTable } from "../support/fakesTables";

const idOf = (byte: number) => newLinkId(Buffer.alloc(16, byte));
/** Reservations are as old as their numbers say. */
const at = (minute: number) => `2026-11-22T10:${String(minute).padStart(2, "0")}:00.000Z`;

describe("reservations", () => {
  const reservations = createReservations(newTable(), (text) => fixedKeys().sha256(text));
  const wanted = (byte: number) => ({ linkId: idOf(byte), bodyHash: "body", createdAt: at(byte) });
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

  it("are given free only while they stand as they were seen", async () => {
    await reservations.reserve(scope("k5"), wanted(1));
    await reservations.release(scope("k5"), wanted(2));
    expect(await reservations.read(scope("k5"))).toEqual(wanted(1));
    await reservations.release(scope("k5"), wanted(1));
    expect(await reservations.read(scope("k5"))).toBeUndefined();
    expect(await reservations.reserve(scope("k5"), wanted(3))).toEqual(wanted(3));
  });

  it("are had anew by who renews one that was given free", async () => {
    expect(await reservations.renew(scope("k6"), wanted(1), wanted(2))).toEqual(wanted(2));
    expect(await reservations.read(scope("k6"))).toEqual(wanted(2));
  });

  it("stay where they were renewed after they were found too old", async () => {
    const mine = { callerId: "sweeper", key: "k" };
    await reservations.reserve(mine, wanted(1));
    const found = await reservations.aged("sweeper", at(5));
    await reservations.renew(mine, wanted(1), wanted(9));
    for (const one of found) await reservations.forget("sweeper", one);
    expect(found).toHaveLength(1);
    expect(await reservations.read(mine)).toEqual(wanted(9));
  });

  it("stay where they were renewed while they were given free", async () => {
    const table = newTable();
    const mine = { callerId: "releaser", key: "k" };
    const others = createReservations(table, (text) => fixedKeys().sha256(text));
    const slow = createReservations(
      {
        ...table,
        async get<T extends object>(...place: [string, string]) {
          const row = await table.get<T>(...place);
          if (row) await others.renew(mine, wanted(1), wanted(9));
          return row;
        },
      },
      (text) => fixedKeys().sha256(text),
    );
    await others.reserve(mine, wanted(1));
    await slow.release(mine, wanted(1));
    expect(await others.read(mine)).toEqual(wanted(9));
  });

  it("are found by their age, without those that were renewed or have none", async () => {
    const mine = (key: string) => scope(key, "ager");
    await reservations.reserve(mine("old"), wanted(1));
    await reservations.reserve(mine("renewed"), wanted(2));
    await reservations.renew(mine("renewed"), wanted(2), wanted(9));
    await reservations.reserve(mine("young"), wanted(8));
    await reservations.reserve(mine("ageless"), { ...wanted(3), createdAt: null });
    const found = await reservations.aged("ager", at(5));
    expect(found.map(({ linkId }) => linkId)).toEqual([idOf(1)]);
    for (const one of found) await reservations.forget("ager", one);
    expect(await reservations.aged("ager", at(5))).toEqual([]);
    expect(await reservations.read(mine("old"))).toBeUndefined();
    expect(await reservations.read(mine("renewed"))).toEqual(wanted(9));
    expect(await reservations.read(mine("ageless"))).toBeDefined();
  });
});
