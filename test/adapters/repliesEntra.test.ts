import { createSeal } from "../../adapters/sealing";
import { createSessions } from "../../adapters/sessions";
import type { Sessions } from "../../domain/microsoftPorts";
import { entraError, replies } from "../../domain/replies";
import type { SessionRows } from "../../domain/storagePorts";
import { createProblem, problemRedirect } from "../../local/sandbox/entra/problem";
import { createPerson } from "../../local/sandbox/person";
import { aLink } from "../support/aLink";
import { aKey, aRing } from "../support/fakesKeys";
import { asked, contoso, startMicrosoft, type Microsoft } from "../support/fakesMicrosoft";
import { someone } from "../support/fakesStages";
import { failureOf, fakeFollowUps } from "../support/fakesStorage";

const rowOf = (name: string) => {
  const row = replies.find((one) => one.name === name);
  if (!row) throw new Error(`no row ${name}`);
  return row;
};
const meaningOf = (name: string) => ({ code: rowOf(name).code, class: rowOf(name).class });
const tokenPath = `/${contoso}/oauth2/v2.0/token`;
const now = "2026-11-22T09:00:00.000Z";
const later = "2026-12-13T10:00:00.000Z";

/** Row: status and error of the token endpoint's answer to a refresh: its AADSTS number. */
const refreshes = `
  noAnswer: -1 none
  askedToWait: 429 temporarily_unavailable
  awayForAWhile: 503 temporarily_unavailable: Retry-After
  failedOverThere: 502 server_error
  appNotUsable: 400 invalid_client: 650052
  appNotUsable: 400 invalid_resource: 500011
  appNotThereYet: 401 invalid_client: 7000229
  appNotThereYet: 400 unauthorized_client: 700016
  appNotThereYet: 400 unauthorized_client: 700011
  consentNotThereYet: 400 invalid_grant: 65001
  tooManyAlike: 400 invalid_grant: 50196
  tokenBusy: 400 temporarily_unavailable
  tokenBusy: 400 invalid_grant: 90033
  codeUsed: 400 invalid_grant: 54005
  otherBrowser: 400 invalid_grant: 501481
  policyEndsSession: 400 invalid_grant: 53003
  policyEndsSession: 400 interaction_required: 530035
  sessionEnded: 400 invalid_grant: 700082
  sessionEnded: 400 invalid_grant: 70008
  sessionEnded: 400 invalid_grant: 50173
  sessionEnded: 400 invalid_grant: 70043
  signInAgain: 400 interaction_required: 50076
  signInAgain: 400 login_required
  signInAgain: 400 consent_required
  signInAgain: 400 invalid_grant
  signInRefused: 401 invalid_client: 7000215
`;
const lines = (refreshes.match(/\S.*/g) ?? []).map((line) => {
  const [name = "", answer = "", more = ""] = line.split(": ");
  const [status = "", error = ""] = answer.split(" ");
  return { name, status: Number(status), error, more };
});

/** Row: what a redirect back from Microsoft's pages says. */
const redirects: readonly (readonly [row: string, error: string, aadsts: number])[] = [
  ["pageBusy", "temporarily_unavailable", 90033],
  ["pageBusy", "server_error", 90006],
  ["needsAdministrator", "access_denied", 90094],
  ["needsAdministrator", "access_denied", 90093],
  ["notInDirectory", "invalid_grant", 50020],
  ["policyBlocks", "access_denied", 53003],
  ["tenantRestrictions", "access_denied", 500021],
  ["appNotUsable", "invalid_client", 650056],
  ["stepLeftOut", "interaction_required", 50076],
  ["declined", "consent_required", 65004],
  ["signInRefused", "invalid_request", 90023],
];

/** Row: status and error of the token endpoint's answer to a code: its AADSTS number. */
const codes: readonly (readonly [row: string, status: number, error: string, aadsts: number])[] = [
  ["consentBeingCopied", 400, "invalid_grant", 65001],
  ["consentBeingCopied", 401, "invalid_client", 7000229],
  ["policyBlocks", 400, "invalid_grant", 53003],
  ["stepLeftOut", 400, "interaction_required", 50076],
  ["tokenBusy", 400, "temporarily_unavailable", 90033],
  ["askedToWait", 429, "temporarily_unavailable", 0],
  ["signInRefused", 400, "invalid_grant", 70000],
];

/** One session in memory. */
function fakeRows(): SessionRows {
  let kept: string | undefined;
  return {
    get: () => Promise.resolve(kept),
    put: (_key, sealed) => Promise.resolve(void (kept = sealed)),
    renew: (_key, _from, sealed) => Promise.resolve(void (kept = sealed)),
    remove: () => Promise.resolve(void (kept = undefined)),
  } as SessionRows;
}

describe("a reply of the sign-in service, over HTTP", () => {
  let microsoft: Microsoft;
  let sessions: Sessions;
  const link = aLink({
    directory: { tenantId: contoso, name: "Contoso", defaultDomain: "contoso.com" },
    consent: { person: someone, sessionId: "session-1", at: now },
  });
  beforeAll(async () => {
    microsoft = await startMicrosoft();
  });
  beforeEach(async () => {
    microsoft.sandbox.reset();
    sessions = createSessions({
      rows: fakeRows(),
      followUps: fakeFollowUps(),
      seal: createSeal(aRing(aKey("k1", 1))),
      clients: microsoft.clients,
      graphUrl: microsoft.sandbox.url,
      paused: false,
      now: () => now,
    });
  });
  afterAll(() => microsoft.close());

  it.each(lines)("is what the row $name says: $status $error $more", async (line) => {
    const { name, status, error, more } = line;
    const key = { linkId: link.id, sessionId: "session-1", tenantId: contoso };
    await sessions.keep(key, "1.AR-refresh-token", later);
    const body = { error, error_description: "secret", error_codes: [Number(more)] };
    microsoft.sandbox.setFault({
      ...{ method: "POST", path: tokenPath },
      ...(status < 0 ? { kind: "drop" } : { status, body }),
      ...(more === "Retry-After" ? { retryAfter: 120 } : {}),
    });
    const failure = await failureOf(sessions.open(link));
    expect(failure).toMatchObject(meaningOf(name));
    expect(failure.message).not.toMatch(/secret|1\.AR|=/);
    expect(failure.seconds).toBe(more === "Retry-After" ? 120 : (rowOf(name).seconds ?? 0));
    expect(microsoft.sandbox.requests()).toEqual([]);
  });

  it("refuses a code that is redeemed twice, or with another verifier", async () => {
    const answer = await microsoft.answer("grace");
    const other = microsoft.redemption(answer, { verifier: "other".padEnd(43, "1") });
    expect(await failureOf(microsoft.signIn.redeem(contoso, other))).toMatchObject(
      meaningOf("otherBrowser"),
    );
    const redemption = microsoft.redemption(answer);
    await microsoft.signIn.redeem(contoso, redemption);
    const failure = await failureOf(microsoft.signIn.redeem(contoso, redemption));
    expect(failure).toMatchObject(meaningOf("codeUsed"));
    expect(failure.message).toMatch(/\(AADSTS 54005; trace [0-9a-f-]{36}\)$/);
  });

  it.each(codes)("to a code is what the row %s says: %i %s %i", async (...line) => {
    const [name, status, error, number] = line;
    const answer = await microsoft.answer("grace");
    const body = { error, error_description: "secret", error_codes: [number] };
    microsoft.sandbox.setFault({ method: "POST", path: tokenPath, status, body });
    const failure = await failureOf(microsoft.signIn.redeem(contoso, microsoft.redemption(answer)));
    expect(failure).toMatchObject(meaningOf(name));
    expect(failure.message).not.toContain("secret");
  });

  it.each(redirects)("that comes by the browser is what the row %s says: %s %i", (...line) => {
    const [name, error, number] = line;
    const way = { redirectUri: "https://link.example/x", state: "s", isAdminConsent: true };
    const { headers } = problemRedirect(createProblem(error, number, "no"), way);
    const { searchParams } = new URL(String(headers?.["location"]));
    expect(searchParams.get("admin_consent")).toBe("True");
    expect(entraError(searchParams)).toBe(rowOf(name));
  });

  it.each([
    ["declined", "grace", "consent"],
    ["needsAdministrator", "uwe", undefined],
  ] as const)("is what the row %s says when %s is at the page", async (name, who, cancel) => {
    const person = createPerson(microsoft.sandbox, who);
    await person.visit(await microsoft.signIn.authorizeUrl(contoso, asked));
    const page = await person.signIn(cancel ? { cancel } : {});
    expect(entraError(new URL(page.url).searchParams)).toBe(rowOf(name));
  });

  it("is there for every row of the table", () => {
    const wanted = replies.filter(({ from }) => from.includes("entra")).map((one) => one.name);
    const seen = [
      ...lines.map(({ name }) => name),
      ...redirects.map(([name]) => name),
      ...codes.map(([name]) => name),
    ];
    expect(new Set(seen)).toEqual(new Set(wanted));
  });
});
