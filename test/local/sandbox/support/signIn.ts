import { createHash, randomBytes } from "node:crypto";
import { linkClientId, tenantIds } from "../../../../local/sandbox/ids";
import { createPerson, type SandboxPerson, type SeenPage } from "../../../../local/sandbox/person";
import type { SignInAnswers } from "../../../../local/sandbox/person/answerSignInPage";
import type { Bench } from "./bench";

export interface Asked {
  readonly tenantId?: string;
  readonly scope?: string;
  /** More or other parameters; undefined takes one out. */
  readonly query?: Readonly<Record<string, string | undefined>>;
}

export const verifier = randomBytes(32).toString("base64url");

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
