import { createSealedCookies } from "../../adapters/sealedCookies";
import type { KeyRing } from "../../adapters/keyRing";
import { aKey, aRing, noRing } from "../support/fakesKeys";

const [older, newer] = [aKey("k1", 1), aKey("k2", 2)];
const at = (moment: string) => () => moment;
const value = { oid: "o", name: "Olivia" };
const noon = "2026-11-24T12:00:00.000Z";
const one = "2026-11-24T13:00:00.000Z";

describe("sealed cookies", () => {
  const seal = (ring: KeyRing = [older]) =>
    createSealedCookies(aRing(...ring), at(noon)).seal("operatorSession", value, one);
  const open = (sealed: string, ring: KeyRing = [older], moment = noon) =>
    createSealedCookies(aRing(...ring), at(moment)).open("operatorSession", sealed);

  it("open to what was sealed, and only until they expire", async () => {
    const sealed = await seal();
    expect(await open(sealed, [older], "2026-11-24T12:59:59.000Z")).toEqual(value);
    expect(await open(sealed, [older], one)).toBeUndefined();
  });

  it.each([
    ["operatorSession", "2026-11-24T13:00:00.000Z", "2036-01-01T00:00:00.000Z"],
    ["operatorAttempt", "2026-11-24T12:15:00.000Z", "2026-11-24T12:30:00.000Z"],
  ] as const)(
    "of the kind %s do not open while they have too long to live",
    async (kind, ...ends) => {
      const cookies = createSealedCookies(aRing(older), at(noon));
      const [right, wrong] = await Promise.all(ends.map((end) => cookies.seal(kind, value, end)));
      expect(await cookies.open(kind, right ?? "")).toEqual(value);
      expect(await cookies.open(kind, wrong ?? "")).toBeUndefined();
    },
  );

  it("open with every key of the ring, so that a new key signs nobody out", async () => {
    const sealed = await seal();
    expect(await open(sealed, [newer, older])).toEqual(value);
    expect(await open(sealed, [newer])).toBeUndefined();
    expect(await open(await seal([newer, older]), [newer])).toEqual(value);
  });

  it("are neither thrown away nor made while the keys cannot be read", async () => {
    const cookies = createSealedCookies(noRing, at(noon));
    const unavailable = { code: "keys_unavailable" };
    await expect(cookies.open("operatorSession", await seal())).rejects.toMatchObject(unavailable);
    await expect(cookies.seal("operatorSession", value, one)).rejects.toMatchObject(unavailable);
  });

  it("open as their own kind alone", async () => {
    const cookies = createSealedCookies(aRing(older), at(noon));
    expect(await cookies.open("operatorAttempt", await seal())).toBeUndefined();
  });

  it("show nothing of what is in them, and never look the same twice", async () => {
    const sealed = await seal();
    expect(Buffer.from(sealed, "base64url").toString("latin1")).not.toContain("Olivia");
    expect(await seal()).not.toBe(sealed);
  });

  it.each(["", "a.b", "a.b.c.d.e", "nonsense"])("do not open to %j", async (text) => {
    expect(await open(text)).toBeUndefined();
  });
});
