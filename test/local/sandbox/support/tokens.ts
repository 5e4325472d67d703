import { linkClientId, tenantIds } from "../../../../local/sandbox/ids";
import type { SeenPage } from "../../../../local/sandbox/person";
import type { Bench } from "./bench";
import { signIn, verifier, type Asked } from "./signIn";

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
