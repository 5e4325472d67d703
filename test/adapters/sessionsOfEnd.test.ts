import { createSeal } from "../../adapters/sealing";
import { createSessions } from "../../adapters/sessions";
import { createSessionRows } from "../../adapters/sideRows";
import type { Link } from "../../domain/link";
import type { Sessions } from "../../domain/microsoftPorts";
import { endSteps, planScopes, signInScopes } from "../../domain/plan";
import { anAgreement } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";
import { aKey, aRing } from "../support/fakesKeys";
import { testNow } from "../support/fakesLinks";
import { contoso, startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";
import { anAccount, anAgreedLink, aRoleOf, someone } from "../support/fakesStages";
import { failureOf, fakeFollowUps } from "../support/fakesStorage";
import { newTable } from "../support/fakesTables";

const later = "2026-12-13T10:00:00.000Z";
const link = anAgreedLink({
  directory: { tenantId: contoso, name: "Contoso", defaultDomain: "contoso.com" },
  account: anAccount({ objectId: aGuestId }),
  roles: [aRoleOf({ state: "assigned" })],
});
const scopes = planScopes(endSteps(link));
const ending = (sessionId: string | undefined): Link => {
  const given = { planHash: "hash", agreed: anAgreement, person: someone };
  const proof = sessionId === undefined ? null : { ...given, sessionId };
  const end = { by: "account", at: testNow, runId: "r", lastWait: 1, proof, scopes };
  return { ...link, status: "ending", ending: end };
};

describe("the sessions of a link that is being ended", () => {
  let microsoft: Microsoft;
  let sessions: Sessions;
  beforeAll(async () => {
    microsoft = await startMicrosoft();
    sessions = createSessions({
      rows: createSessionRows(newTable()),
      followUps: fakeFollowUps(),
      seal: createSeal(aRing(aKey("k1", 1))),
      clients: microsoft.clients,
      graphUrl: microsoft.sandbox.url,
      paused: false,
      now: () => testNow,
    });
    const keep = async (sessionId: string, asked: readonly string[]) => {
      const page = await microsoft.answer("grace", { scopes: [...signInScopes, ...asked] });
      const { refreshToken } = await microsoft.signIn.redeem(contoso, microsoft.redemption(page));
      const key = { linkId: link.id, sessionId, tenantId: contoso };
      await sessions.keep(key, refreshToken ?? "", later);
    };
    await keep("session-1", link.plan?.scopes ?? []);
    await keep("session-2", scopes);
  });
  afterAll(() => microsoft.close());

  it("are those of who proved to end it, with the rights of the end", async () => {
    const directory = await sessions.open(ending("session-2"));
    expect(await directory.hasUser(aGuestId)).toBe(false);
    expect(await directory.removeUser(aGuestId)).toBe(false);
  });

  it("are never those that the link was made with, before anybody signed in to end it", async () => {
    expect(await failureOf(sessions.open(ending(undefined)))).toMatchObject({
      code: "session_lapsed",
      class: "needsPerson",
    });
    await expect(sessions.open(link)).resolves.toBeDefined();
  });

  it("lapse where the proof's own session is gone", async () => {
    expect(await failureOf(sessions.open(ending("session-3")))).toMatchObject({
      code: "session_lapsed",
    });
  });
});
