import { readConfig } from "../../adapters/config";
import { createKeyRings } from "../../adapters/keyRings";
import { createSealedCookies } from "../../adapters/sealedCookies";
import { tenantIds } from "../../local/sandbox/ids";
import type { SandboxPerson } from "../../local/sandbox/person";
import { csrfOf } from "../support/attackStage";
import { aKey, aRing, fixedKeys } from "../support/fakesKeys";
import { sessionName, startOpsStage, where, type OpsStage } from "../support/opsStage";
import { table } from "../support/rows";

/** Somebody who never signed in: where a key of ours seals it, only our own row is missing. */
const eve = { oid: tenantIds.fabrikam, name: "Eve", sessionId: "e".repeat(22) };

describe("attacks on the operators' session", () => {
  let stage: OpsStage;
  beforeAll(async () => {
    stage = await startOpsStage();
  });
  beforeEach(() => {
    stage.product.sandbox.reset();
    stage.probe.done.length = 0;
  });
  afterAll(() => stage.product.close());

  const cookieOf = async (): Promise<string> =>
    stage.sessionOf(await stage.signedIn()) ?? "nobody is signed in";
  const expectToSignIn = async (cookie: string) => {
    const answer = await stage.openWith(cookie);
    const signIn = `/ops/signin?to=${encodeURIComponent(where)}`;
    expect([answer.status, answer.headers.get("location")]).toEqual([303, signIn]);
  };

  it("keeps nothing readable in the cookie, and no trace of the try", async () => {
    const olivia = await stage.signedIn();
    expect(Object.keys(stage.cookiesOf(olivia))).toEqual([sessionName]);
    const cookie = stage.sessionOf(olivia) ?? "";
    expect(cookie).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/);
    const [header = ""] = cookie.split(".");
    const read: unknown = JSON.parse(Buffer.from(header, "base64url").toString());
    expect(read).toEqual({ alg: "dir", enc: "A256GCM", kid: "local" });
  });

  it("is over after an hour, however much it was used", async () => {
    const cookie = await cookieOf();
    await stage.product.later({ seconds: 59 * 60 });
    expect((await stage.openWith(cookie)).status).toBe(200);
    await stage.product.later({ seconds: 61 });
    await expectToSignIn(cookie);
  });

  const keys = { partitionKey: "session", rowKey: fixedKeys().sha256(eve.sessionId) };
  const writeRow = async (changes: object = {}) => {
    const [begunAt, endsAt] = [now(), new Date(Date.parse(now()) + 3600_000).toISOString()];
    await table("operators").createTable();
    const row = { ...keys, oid: eve.oid, begunAt, endsAt, ...changes };
    await table("operators").upsertEntity(row, "Replace");
  };
  const removeRow = () => table("operators").deleteEntity(keys.partitionKey, keys.rowKey);
  const now = () => stage.product.clock.now().toISOString();
  const seal = (ring: Parameters<typeof createSealedCookies>[0], kind = "operatorSession") => {
    const later = new Date(stage.product.clock.now().getTime() + 60_000).toISOString();
    return createSealedCookies(ring, now).seal(kind as "operatorSession", eve, later);
  };

  it("a cookie forged with another key under the right key id", async () => {
    await expectToSignIn(await seal(aRing(aKey("local", 7))));
  });

  it("a cookie of a key id that there is none of", async () => {
    await expectToSignIn(await seal(aRing(aKey("k9", 7))));
  });

  it("a cookie of another kind, although it was sealed with our key", async () => {
    const { sealing: ours } = createKeyRings(readConfig(process.env), now);
    await writeRow();
    expect((await stage.openWith(await seal(ours))).status).toBe(200);
    await expectToSignIn(await seal(ours, "operatorAttempt"));
  });

  it.each<[string, () => Promise<unknown>]>([
    ["that nobody began", removeRow],
    ["that somebody else began", () => writeRow({ oid: tenantIds.contoso })],
    ["that is over by our row", () => writeRow({ endsAt: new Date(0).toISOString() })],
    ["whose row nobody can read", () => writeRow({ endsAt: "later" })],
  ])("a cookie sealed with our own key, of a sign-in %s", async (_what, change) => {
    const { sealing: ours } = createKeyRings(readConfig(process.env), now);
    await writeRow();
    const cookie = await seal(ours);
    expect((await stage.openWith(cookie)).status).toBe(200);
    await change();
    await expectToSignIn(cookie);
  });

  it.each<[string, (cookie: string) => string]>([
    ["empty", () => ""],
    ["cut short", (cookie) => cookie.slice(0, -4)],
    ["with another text", (cookie) => cookie.replace(/\.[\w-]{4}([\w-]+\.[\w-]+)$/, ".AAAA$1")],
    ["without encryption", () => "eyJhbGciOiJub25lIn0.e30."],
    ["in plain text", () => encodeURIComponent(JSON.stringify(eve))],
    ["sent twice", (cookie) => `${cookie}; ${sessionName}=${cookie}`],
  ])("a cookie %s", async (_what, change) => {
    await expectToSignIn(change(await cookieOf()));
  });

  const post = (person: SandboxPerson, csrf: string, more: Record<string, string> = {}) =>
    fetch(stage.at(where), {
      method: "POST",
      redirect: "manual",
      headers: { cookie: `${sessionName}=${stage.sessionOf(person) ?? ""}`, ...more },
      body: new URLSearchParams({ csrf }),
    });
  const expectNotDone = async (answer: Response, code = "form_not_ours") => {
    expect([answer.status, stage.probe.done]).toEqual([403, []]);
    expect(await answer.text()).toContain(`<code>${code}</code>`);
  };

  it("a form without a token (CSRF)", async () => {
    await expectNotDone(await post(await stage.signedIn(), ""));
  });

  it("a form with the token of another sign-in of the same person", async () => {
    const [first, second] = [await stage.signedIn(), await stage.signedIn()];
    await expectNotDone(await post(second, csrfOf(first)));
    expect((await post(first, csrfOf(first))).status).toBe(200);
  });

  it.each(["cross-site", "same-site", "none"])("a form from elsewhere (%s)", async (site) => {
    const olivia = await stage.signedIn();
    await expectNotDone(await post(olivia, csrfOf(olivia), { "sec-fetch-site": site }));
  });

  it("a form without a sign-in, which leads nobody away", async () => {
    await expectNotDone(await post(stage.someone(), "x"), "signin_over");
  });

  it("a script in the background without a sign-in, which begins none", async () => {
    const headers = { "sec-fetch-dest": "empty" };
    const answer = await fetch(stage.at(where), { redirect: "manual", headers });
    await expectNotDone(answer, "signin_over");
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it("a form to sign out without a token", async () => {
    const headers = { cookie: `${sessionName}=${await cookieOf()}` };
    const body = new URLSearchParams();
    const answer = await fetch(stage.at("/ops/signout"), { method: "POST", headers, body });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  });

  it("signing out ends it everywhere, also in a copy of the cookie, and Microsoft's session at a click", async () => {
    const olivia = await stage.signedIn();
    const form = olivia.page.forms.find(({ action }) => action.endsWith("/ops/signout"));
    const another = await cookieOf();
    const own = stage.sessionOf(olivia) ?? "";
    expect((await stage.openWith(own)).status).toBe(200);
    if (form) await olivia.submit(form);
    await expectToSignIn(own);
    expect((await stage.openWith(another)).status).toBe(200);
    expect(olivia.page.body).toContain("Sign out at Microsoft too");
    expect(stage.sessionOf(olivia)).toBeUndefined();
    await olivia.visit(stage.at("/ops/signin?account=other"));
    expect(olivia.page.url).toContain(stage.product.sandbox.url);
  });
});
