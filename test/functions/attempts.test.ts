import { createAttempts } from "../../adapters/sideRows";
import { beginAttempt, findAttempt, type AttemptPorts } from "../../functions/attempts";
import type { Refused } from "../../functions/page";
import { aCaller, aLink, anAgreement } from "../support/aLink";
import { aGet } from "../support/fakesHttp";
import { aKey, fixedKeys } from "../support/fakesKeys";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { newTable } from "../support/fakesTables";

const { id: linkId } = aLink();
const wanted = { linkId, n: 1, purpose: "grant" as const, planHash: "hash", agreed: anAgreement };
const keys = fixedKeys();

function stage() {
  const clock = { now: testNow };
  const ports: AttemptPorts = {
    links: fakeLinks(aLink()),
    keys,
    callers: [aCaller()],
    settings: { publicUrl: "https://link.example", appId: "app", paused: false },
    attempts: createAttempts(newTable(), () => clock.now),
    now: () => clock.now,
  };
  const back = (query: string, cookie: string, purposes: ("grant" | "proof")[] = ["grant"]) =>
    findAttempt(ports, aGet(`/consent/callback?${query}`, { cookie }), purposes);
  const refusal = async (found: Promise<unknown>): Promise<Refused> =>
    found.then(
      () => Promise.reject(new Error("it was let through")),
      (error: unknown) => error as Refused,
    );
  return { clock, ports, back, refusal };
}
const begun = async (ports: AttemptPorts, more: Partial<typeof wanted> = {}) => {
  const made = await beginAttempt(ports, { ...wanted, ...more });
  return { ...made, cookieText: `${made.cookie.name}=${made.cookie.value}` };
};

describe("an attempt to sign in", () => {
  it("is found again by its state in the browser that began it", async () => {
    const { ports, back } = stage();
    const { state, nonce, verifier, cookieText } = await begun(ports);
    expect(await back(`state=${state}`, cookieText)).toMatchObject({
      ...wanted,
      nonce,
      verifier,
      state,
      expiresAt: "2026-11-22T11:00:00.000Z",
    });
  });

  it("keeps only hashes of what the browser holds, and no secret of the state", async () => {
    const { ports } = stage();
    const { state, cookie } = await begun(ports);
    const row = await ports.attempts.read(keys.sha256(state), linkId);
    expect(JSON.stringify(row)).not.toContain(cookie.value);
    expect(JSON.stringify(row)).not.toContain(state.split(".")[1]);
    expect(row?.cookieHash).toBe(keys.sha256(cookie.value));
  });

  it("has a cookie of its own, which no script reads and which ends within the hour", async () => {
    const { ports } = stage();
    const [first, second] = [await begun(ports), await begun(ports)];
    expect(first.cookie).toMatchObject({
      name: expect.stringMatching(/^__Host-dl-/) as string,
      path: "/",
      maxAge: 3600,
      httpOnly: true,
      sameSite: "Lax",
      secure: true,
    });
    expect(first.cookie.name).not.toBe(second.cookie.name);
    for (const name of ["state", "nonce", "verifier"] as const)
      expect(first[name]).not.toBe(second[name]);
  });

  it("is not used up by being looked at", async () => {
    const { ports, back } = stage();
    const { state, cookieText } = await begun(ports);
    await back(`state=${state}`, cookieText);
    expect(await ports.attempts.use(keys.sha256(state), linkId)).toBe(true);
  });

  it("is turned away after its hour", async () => {
    const { clock, ports, back, refusal } = stage();
    const { state, cookieText } = await begun(ports);
    clock.now = "2026-11-22T11:00:00.000Z";
    const refused = await refusal(back(`state=${state}`, cookieText));
    expect([refused.code, refused.about.status]).toEqual(["form_expired", 410]);
  });

  it("is turned away in another browser", async () => {
    const { ports, back, refusal } = stage();
    const { state, cookie } = await begun(ports);
    const other = await begun(ports);
    for (const text of ["", other.cookieText, `${cookie.name}=${other.cookie.value}`]) {
      const refused = await refusal(back(`state=${state}`, text));
      expect([refused.code, refused.about.status]).toEqual(["browser_mismatch", 403]);
    }
  });

  it("is turned away for another purpose", async () => {
    const { ports, back, refusal } = stage();
    const { state, cookieText } = await begun(ports);
    expect((await refusal(back(`state=${state}`, cookieText, ["proof"]))).code).toBe(
      "callback_refused",
    );
  });

  it("is over once it is forgotten with its link", async () => {
    const { ports, back, refusal } = stage();
    const { state, cookieText } = await begun(ports);
    await ports.attempts.forget(linkId);
    const refused = await refusal(back(`state=${state}`, cookieText));
    expect([refused.code, refused.about.status]).toEqual(["already_decided", 410]);
  });

  it("is not believed with a state that we did not sign", async () => {
    const { ports, back, refusal } = stage();
    const { state, cookieText } = await begun(ports);
    const [, random = "", mac = ""] = state.split(".");
    const subject = `${linkId}.${"A".repeat(43)}`;
    const states = [
      "",
      "x",
      `${linkId}.${random}.${"A".repeat(43)}`,
      `${"b".repeat(26)}.${random}.${mac}`,
      `${linkId}.${random}`,
      `${state}.x`,
      `${subject}.${fixedKeys(aKey("k1", 9)).mac("state", subject)}`,
      `${subject}.${keys.mac("form", subject)}`,
    ];
    for (const wrong of states) {
      const refused = await refusal(back(`state=${wrong}`, cookieText));
      expect([refused.code, refused.about.status]).toEqual(["callback_refused", 400]);
    }
    expect((await refusal(back(`state=${state}&state=${state}`, cookieText))).code).toBe(
      "callback_refused",
    );
    expect((await refusal(back("", cookieText))).code).toBe("callback_refused");
    await expect(back(`state=${state}`, cookieText)).resolves.toBeDefined();
  });
});
