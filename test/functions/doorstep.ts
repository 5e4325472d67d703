import { HttpRequest, type HttpResponseInit } from "@azure/functions";
import type { Link } from "../../domain/link";
import { makeMailedToken, readMailedToken, type Reader } from "../../domain/mailedToken";
import type { Limits } from "../../domain/limits";
import type { AuthorizeRequest, SignedIn, SignIn } from "../../domain/microsoftPorts";
import { globalAdministrator } from "../../domain/roles";
import type { Door } from "../../functions/doors";
import { formToken } from "../../functions/mailedForm";
import type { MailedPage } from "../../functions/mailedLink";
import { aCaller } from "../support/aLink";
import { anAdministratorId, fakeDirectory } from "../support/fakesDirectory";
import { aContext, fakeEngine } from "../support/fakesHttp";
import { fixedKeys } from "../support/fakesKeys";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { someone } from "../support/fakesStages";
import {
  aRetention,
  fakeAttempts,
  fakeCounters,
  fakeFollowUps,
  fakeOpenLinks,
  wideLimits,
} from "../support/fakesStorage";

export const keys = fixedKeys();

/** A mailed token of a wait (0: of the end), and the hash of it that the row keeps. */
export const tokenOf = (link: Link, n: number, reader: Reader = "administrator"): string =>
  makeMailedToken(keys, link.id, { n, kid: "k1", reader });
export const hashOf = (link: Link, n: number, reader?: Reader): string =>
  keys.sha256(tokenOf(link, n, reader));
/** The two links that end the access, as prepareEnd keeps them. */
export const standingOf = (link: Link): NonNullable<Link["standing"]> => ({
  kid: "k1",
  administrator: hashOf(link, 0),
  account: hashOf(link, 0, "account"),
});

interface Visit {
  readonly page: MailedPage;
  readonly token: string;
  /** The question that the page showed, where it is not the mailed link's own. */
  readonly shown?: number;
  readonly headers?: Record<string, string>;
}

const cookieValue = (token: string): string => `${token}~nonce`;
const cookieOf = ({ page, token }: Visit, id: string): string =>
  `__Host-dl-${page.name}-${id}=${cookieValue(token)}`;

/** Somebody who opened the mailed link before looks at the page. */
export const aVisit = (link: Link, visit: Visit, query = ""): HttpRequest =>
  new HttpRequest({
    method: "GET",
    url: `https://link.example${visit.page.path}?id=${link.id}${query}`,
    headers: { cookie: cookieOf(visit, link.id), ...visit.headers },
  });

/** …and presses a button on it. */
export function aPress(link: Link, visit: Visit, fields: Record<string, string>): HttpRequest {
  const n = visit.shown ?? readMailedToken(visit.token)?.n ?? NaN;
  const csrf = formToken(keys, visit.page, { cookie: cookieValue(visit.token), n });
  const body = new URLSearchParams({ id: link.id, csrf, ...fields });
  return new HttpRequest({
    method: "POST",
    url: `https://link.example${visit.page.path}`,
    headers: {
      cookie: cookieOf(visit, link.id),
      "content-type": "application/x-www-form-urlencoded",
      ...visit.headers,
    },
    body: { string: body.toString() },
  });
}

/** An administrator of the link's directory, back from signing in with everything granted. */
export const aSignedIn = (changes: Partial<SignedIn> = {}): SignedIn => ({
  tenantId: someone.tenantId,
  objectId: anAdministratorId,
  name: someone.name,
  shownAs: "admin@contoso.onmicrosoft.com",
  idp: null,
  roles: [globalAdministrator.templateId],
  scopes: [],
  refreshToken: "refresh-secret",
  directory: fakeDirectory().directory,
  ...changes,
});

/** Everything that the mailed pages and forms of one link reach, in memory. */
export function doorstep(link: Link, { paused = false, limits = {} as Partial<Limits> } = {}) {
  const links = fakeLinks(link);
  const followUps = fakeFollowUps();
  const engine = fakeEngine();
  const attempts = fakeAttempts();
  const context = aContext();
  const clock = { now: testNow };
  const asked: AuthorizeRequest[] = [];
  const kept: string[] = [];
  const forgotten: (string | undefined)[] = [];
  const back = { signedIn: () => Promise.resolve(aSignedIn()) };
  const signIn: SignIn = {
    grantUrl: (tenantId, state) => `https://login.example/${tenantId}/adminconsent?state=${state}`,
    authorizeUrl: (tenantId, request) => {
      asked.push(request);
      return Promise.resolve(`https://login.example/${tenantId}/authorize`);
    },
    redeem: () => back.signedIn(),
    signOutUrl: (tenantId) => `https://login.example/${tenantId}/logout`,
  };
  const ports = {
    ...{ links, followUps, attempts, keys, signIn, subscriptions: undefined },
    callers: [aCaller({ apiKeyHashes: [keys.sha256("own")] })],
    settings: { publicUrl: "https://link.example", appId: "app", paused },
    engineOf: engine.engineOf,
    now: () => clock.now,
    retention: aRetention,
    limits: { ...wideLimits, ...limits },
    counters: fakeCounters(),
    openLinks: fakeOpenLinks(),
    sessions: {
      keep: (key: { sessionId: string }) => Promise.resolve(void kept.push(key.sessionId)),
      forget: (_id: string, sessionId?: string) => Promise.resolve(void forgotten.push(sessionId)),
    },
  };
  const before = links.row();
  return {
    ...{ ports, links, followUps, engine, attempts, context, clock, asked, kept, forgotten, back },
    open: (door: Door, request: HttpRequest): Promise<HttpResponseInit> => door(request, context),
    /** Nothing was written, woken, started or begun. */
    nothingHappened(): void {
      expect(links.row()).toBe(before);
      expect([engine.woken, engine.started, attempts.all()]).toEqual([[], [], []]);
    },
  };
}

/** The cookies that an answer sets, as the browser sends them back. */
export const cookiesOf = ({ cookies = [] }: HttpResponseInit): string =>
  cookies.map((cookie) => `${cookie.name}=${cookie.value}`).join("; ");
