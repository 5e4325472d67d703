import { createHash, randomBytes, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createPerson, type SandboxPerson, type SeenPage } from "../../../local/sandbox/person";
import type { SignInAnswers } from "../../../local/sandbox/person/answerSignInPage";
import { startSandbox, type Sandbox } from "../../../local/sandbox/startSandbox";
import type { DirectoryUser, Tenant } from "../../../local/sandbox/facts";
import { linkClientId, tenantIds } from "../../../local/sandbox/ids";

/** A sandbox, an app on another host that only catches redirects, and a clock to move. */
export interface Bench {
  readonly sandbox: Sandbox;
  readonly appUrl: string;
  /** Moves the clock of the sandbox ahead. */
  later(ms: number): void;
  close(): Promise<void>;
}

const start = Date.now();

export async function startBench(): Promise<Bench> {
  const app = createServer((_request, response) => response.end("<h1>The app</h1>"));
  await new Promise<void>((resolve) => app.listen(0, "localhost", resolve));
  const appUrl = `http://localhost:${(app.address() as AddressInfo).port}`;
  let moved = 0;
  const now = () => new Date(start + moved);
  const sandbox = await startSandbox({ port: 0, publicUrl: appUrl, now });
  return {
    sandbox,
    appUrl,
    later: (ms) => void (moved += ms),
    close: async () => {
      await sandbox.close();
      await stop(app);
    },
  };
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Runs something that must be refused, and checks that no fact changed by it. */
export async function unchanged<T>({ sandbox }: Bench, act: () => Promise<T>): Promise<T> {
  const before = structuredClone(sandbox.facts);
  const result = await act();
  expect(sandbox.facts).toEqual(before);
  return result;
}

/** The tenant's facts. */
export function tenant({ sandbox }: Bench, id: string): Tenant {
  const found = sandbox.facts.tenants.find((one) => one.id === id);
  if (!found) throw new Error(`No tenant ${id}.`);
  return found;
}

/** The guest with this address in the tenant. */
export function guest(bench: Bench, tenantId: string, address: string): DirectoryUser {
  const found = tenant(bench, tenantId).users.find((user) => user.mail === address);
  if (!found) throw new Error(`No guest ${address}.`);
  return found;
}

/** The query values of the address where somebody ended. */
export function answerOf(page: SeenPage): Record<string, string> {
  return Object.fromEntries(new URL(page.url).searchParams);
}

export interface Asked {
  readonly tenantId?: string;
  readonly scope?: string;
  /** More or other parameters; undefined takes one out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
}

const verifier = randomBytes(32).toString("base64url");

/** The address of an authorize request of the product. */
export function authorizeUrl({ sandbox, appUrl }: Bench, asked: Asked = {}): string {
  return address(`${sandbox.url}/${asked.tenantId ?? tenantIds.contoso}/oauth2/v2.0/authorize`, {
    client_id: linkClientId,
    response_type: "code",
    redirect_uri: `${appUrl}/signin/callback`,
    scope: asked.scope ?? "openid profile User.Read",
    state: "some-state",
    nonce: "some-nonce",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...asked.query,
  });
}

/** The address of an admin consent request of the product. */
export function adminConsentUrl({ sandbox, appUrl }: Bench, asked: Asked = {}): string {
  return address(`${sandbox.url}/${asked.tenantId ?? tenantIds.contoso}/v2.0/adminconsent`, {
    client_id: linkClientId,
    redirect_uri: `${appUrl}/consent/callback`,
    scope: asked.scope ?? "openid profile User.Read",
    state: "some-state",
    ...asked.query,
  });
}

function address(base: string, query: Readonly<Record<string, string | undefined>>): string {
  const url = new URL(base);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/** Signs the person in on a fresh browser and gives the page of the app where they end. */
export async function signIn(
  bench: Bench,
  personId: string,
  asked: Asked & { answers?: SignInAnswers } = {},
): Promise<SeenPage> {
  const person = createPerson(bench.sandbox, personId);
  await person.visit(authorizeUrl(bench, asked));
  return person.signIn(asked.answers);
}

/** Gives tenant-wide consent to the fixed small set, as the product asks for it. */
export async function giveAdminConsent(
  bench: Bench,
  personId: string,
  asked: Asked = {},
): Promise<SandboxPerson> {
  const person = createPerson(bench.sandbox, personId);
  await person.visit(adminConsentUrl(bench, asked));
  await person.signIn();
  return person;
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly access_token: string;
    readonly refresh_token: string;
    readonly id_token: string;
    readonly scope: string;
    readonly error: string;
    readonly error_codes: readonly number[];
  };
}

/** A request at the token endpoint with a right client assertion. */
export async function requestToken(
  bench: Bench,
  fields: Readonly<Record<string, string | undefined>>,
  tenantId: string = tenantIds.contoso,
): Promise<TokenAnswer> {
  const form = new URLSearchParams({
    client_id: linkClientId,
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await identityToken(bench, "api://AzureADTokenExchange"),
  });
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined) form.delete(name);
    else form.set(name, value);
  }
  const response = await fetch(`${bench.sandbox.url}/${tenantId}/oauth2/v2.0/token`, {
    method: "POST",
    body: form,
  });
  return { status: response.status, body: (await response.json()) as TokenAnswer["body"] };
}

/** The fields that redeem the code on this page. */
export function codeFields(bench: Bench, page: SeenPage): Record<string, string> {
  return {
    grant_type: "authorization_code",
    code: new URL(page.url).searchParams.get("code") ?? "",
    redirect_uri: `${bench.appUrl}/signin/callback`,
    code_verifier: verifier,
  };
}

/** Signs in, consents and redeems: the tokens of this person for these scopes. */
export async function tokensFor(
  bench: Bench,
  personId: string,
  asked: Asked = {},
): Promise<TokenAnswer["body"]> {
  const page = await signIn(bench, personId, asked);
  const answer = await requestToken(bench, codeFields(bench, page), asked.tenantId);
  if (answer.status !== 200)
    throw new Error(`No tokens: ${JSON.stringify(answer.body)}, at ${page.url}`);
  return answer.body;
}

/** A token of the managed identity. */
export async function identityToken({ sandbox }: Bench, resource: string): Promise<string> {
  const settings = sandbox.settings();
  const url = `${settings["IDENTITY_ENDPOINT"] ?? ""}?api-version=2019-08-01&resource=${encodeURIComponent(resource)}`;
  const response = await fetch(url, {
    headers: { "x-identity-header": settings["IDENTITY_HEADER"] ?? "" },
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

export interface GraphReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly value: readonly Record<string, unknown>[];
    readonly error: { readonly code: string; readonly message: string };
    readonly id: string;
    readonly invitedUser: { readonly id: string };
  };
}

export interface GraphRequest {
  readonly token: string;
  readonly method?: string;
  readonly body?: unknown;
}

/** One Graph request; `path` begins after /v1.0. */
export async function graph(
  { sandbox }: Bench,
  path: string,
  { token, method = "GET", body }: GraphRequest,
): Promise<GraphReply> {
  const response = await fetch(`${sandbox.url}/v1.0${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      "client-request-id": randomUUID(),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(text === "" ? "{}" : text) as GraphReply["body"],
  };
}

export const planScopes =
  "openid profile offline_access User.Read User.Read.All User.Invite.All RoleManagement.ReadWrite.Directory LicenseAssignment.Read.All OnPremDirectorySynchronization.Read.All";

export const roles = { globalAdministrator: "62e90394-69f5-4237-9190-012177145e10" };

/** An invitation as the product sends it. */
export function invitation(address: string): Record<string, unknown> {
  return {
    invitedUserEmailAddress: address,
    inviteRedirectUrl: `https://entra.microsoft.com/${tenantIds.contoso}`,
    invitedUserDisplayName: "Partner operations",
    sendInvitationMessage: false,
  };
}
