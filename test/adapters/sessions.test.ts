import type { Ring } from "../../adapters/keyRing";
import { createSeal } from "../../adapters/sealing";
import { createSessions } from "../../adapters/sessions";
import { createSessionRows } from "../../adapters/sideRows";
import type { Link } from "../../domain/link";
import type { Sessions } from "../../domain/microsoftPorts";
import type { SessionRows } from "../../domain/storagePorts";
import { globalAdministrator } from "../../domain/roles";
import { newLinkId } from "../../adapters/linkIds";
import { aKey, aRing, noRing } from "../support/fakesKeys";
import { testNow } from "../support/fakesLinks";
import { contoso, litware, startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";
import { anAgreedLink } from "../support/fakesStages";
import { failureOf, fakeFollowUps } from "../support/fakesStorage";
import { newTable } from "../support/fakesTables";

const later = "2026-12-13T10:00:00.000Z";
const tokenPath = `/${contoso}/oauth2/v2.0/token`;
const directory = { tenantId: contoso, name: "Contoso", defaultDomain: "contoso.com" };
const link = anAgreedLink({ directory });
const key = { linkId: link.id, sessionId: "session-1" };
const lapsed = { code: "session_lapsed", class: "needsPerson" };

describe("sessions", () => {
  let microsoft: Microsoft;
  let rows: SessionRows;
  let sessions: Sessions;
  let refreshToken: string;
  const followUps = fakeFollowUps();
  const clock = { now: testNow };
  const sessionsWith = (ring: Ring): Sessions =>
    createSessions({
      rows,
      followUps,
      seal: createSeal(ring),
      clients: microsoft.clients,
      graphUrl: microsoft.sandbox.url,
      paused: false,
      now: () => clock.now,
    });
  const keep = (token = refreshToken) => sessions.keep({ ...key, tenantId: contoso }, token, later);
  const openFails = (which: Link = link) => failureOf(sessions.open(which));

  beforeAll(async () => {
    microsoft = await startMicrosoft();
    rows = createSessionRows(newTable());
  });
  beforeEach(async () => {
    microsoft.sandbox.reset();
    clock.now = testNow;
    sessions = sessionsWith(aRing(aKey("k1", 1)));
    refreshToken = (await microsoft.signedIn("grace")).refreshToken ?? "";
  });
  afterEach(() => rows.remove(link.id));
  afterAll(() => microsoft.close());

  it("open the directory with the administrator's own rights", async () => {
    await keep();
    const opened = await sessions.open(link);
    expect(await opened.ownRoles()).toEqual([globalAdministrator.templateId]);
    expect(microsoft.sandbox.requests()).toMatchObject([{ token: "delegated", tenantId: contoso }]);
  });

  it("are sealed: the row holds no piece of the token", async () => {
    await keep();
    const sealed = (await rows.get(key)) ?? "";
    expect(sealed).toMatch(/^k1\.[\w-]+\.[\w-]+\.[\w-]+$/);
    for (const part of sealed.split("."))
      expect(Buffer.from(part, "base64url").toString("latin1")).not.toContain(
        refreshToken.slice(0, 10),
      );
    expect(sealed).not.toContain(refreshToken);
  });

  it("keep the newest refresh token, sealed anew", async () => {
    await keep();
    const before = await rows.get(key);
    await sessions.open(link);
    const after = await rows.get(key);
    expect(after).not.toBe(before);
    const owner = { linkId: link.id, tenantId: contoso, purpose: "session" } as const;
    const kept = JSON.parse(createSeal(aRing(aKey("k1", 1))).unseal(after ?? "", owner)) as {
      refreshToken: string;
      expiresAt: string;
    };
    expect(kept.refreshToken).not.toBe(refreshToken);
    expect(kept.expiresAt).toBe(later);
    await expect(sessions.open(link)).resolves.toBeDefined();
  });

  it("are swept at their end, and noted for that before they are kept", async () => {
    const order: string[] = [];
    const noting = createSessions({
      rows: { ...rows, put: () => Promise.resolve(void order.push("kept")) },
      followUps: { ...followUps, note: (one) => Promise.resolve(void order.push(one.dueAt)) },
      seal: createSeal(aRing(aKey("k1", 1))),
      clients: microsoft.clients,
      graphUrl: microsoft.sandbox.url,
      paused: false,
      now: () => clock.now,
    });
    await noting.keep({ ...key, tenantId: contoso }, refreshToken, later);
    const unclaimedAt = new Date(Date.parse(testNow) + 60 * 60 * 1000).toISOString();
    expect(order).toEqual([later, unclaimedAt, "kept"]);
  });

  it("are not taken for lapsed while the keys cannot be read", async () => {
    await keep();
    sessions = sessionsWith(noRing);
    expect(await openFails()).toMatchObject({ code: "keys_unavailable", class: "throttled" });
    sessions = sessionsWith(aRing(aKey("k1", 1)));
    await expect(sessions.open(link)).resolves.toBeDefined();
  });

  it("do not open past their end, even for a moment", async () => {
    await keep();
    clock.now = later;
    expect(await openFails()).toMatchObject(lapsed);
    clock.now = "2026-12-13T09:59:59.999Z";
    await expect(sessions.open(link)).resolves.toBeDefined();
  });

  it.each<[string, Link]>([
    ["another link", { ...link, id: newLinkId(Buffer.alloc(16, 9)) }],
    ["another directory", { ...link, directory: { ...directory, tenantId: litware } }],
    ["a link without consent", { ...link, consent: null }],
    ["a link without a directory", { ...link, directory: null }],
  ])("do not open the row for %s", async (_what, foreign) => {
    await keep();
    const sealed = (await rows.get(key)) ?? "";
    await rows.put({ linkId: foreign.id, sessionId: "session-1" }, sealed);
    const failure = await openFails(foreign);
    expect(failure).toMatchObject(lapsed);
    expect(failure.message).not.toContain(refreshToken);
    expect(microsoft.sandbox.requests()).toEqual([]);
  });

  it("do not open with another key, or once they are forgotten", async () => {
    await keep();
    sessions = sessionsWith(aRing(aKey("k1", 2)));
    expect(await openFails()).toMatchObject(lapsed);
    sessions = sessionsWith(aRing(aKey("k1", 1)));
    await sessions.forget(link.id);
    expect(await openFails()).toMatchObject(lapsed);
  });

  it("lapse where Microsoft revoked them, and only the administrator can help", async () => {
    await keep();
    const [grace] = microsoft.tenant(contoso).users;
    if (grace) grace.signInSessionsValidFromDateTime = "2099-01-01T00:00:00Z";
    const failure = await openFails();
    expect(failure).toMatchObject(lapsed);
    expect(failure.message).toContain("AADSTS 50173");
    expect(failure.message).not.toContain(refreshToken);
  });

  it.each([
    ["interaction_required", 400, "session_lapsed", "needsPerson"],
    ["login_required", 400, "session_lapsed", "needsPerson"],
    ["temporarily_unavailable", 503, "graph_unavailable", "transient"],
    ["temporarily_unavailable", 429, "throttled_by_graph", "throttled"],
    ["invalid_request", 400, "callback_refused", "final"],
  ])("after %s (%i) fail as %s", async (code, status, expected, kind) => {
    await keep();
    const before = await rows.get(key);
    microsoft.sandbox.setFault({ method: "POST", path: tokenPath, status, code });
    expect(await openFails()).toMatchObject({ code: expected, class: kind });
    expect(await rows.get(key)).toBe(before);
  });

  it("wait for a consent that is still being copied", async () => {
    await keep();
    for (const grant of microsoft.tenant(contoso).grants) grant.scope = "openid";
    expect(await openFails()).toMatchObject({ code: "session_lapsed", class: "settling" });
  });

  it("wait where the sign-in service does not answer", async () => {
    await keep();
    microsoft.sandbox.setFault({ method: "POST", path: tokenPath, kind: "drop" });
    expect(await openFails()).toMatchObject({ code: "graph_unavailable", class: "transient" });
  });

  it.each([502, 503, 429])(
    "wait where a gateway answers %i in words of its own",
    async (status) => {
      await keep();
      microsoft.sandbox.setFault({ method: "POST", path: tokenPath, status, body: "<html>" });
      expect(["transient", "throttled"]).toContain((await openFails()).class);
    },
  );
});
