import type { SandboxContext } from "../context";
import type { Tenant } from "../facts";
import type { Application } from "../registrationFacts";
import type { FlowRequest } from "./flow";
import { EntraRefusal } from "./problem";
import { problems } from "./problems";
import { registrationOf } from "./registration";
import { isQualified, parseScopes } from "./scopes";

const prompts = ["login", "select_account", "consent", "none"] as const;
const challengeShape = /^[A-Za-z0-9_-]{43}$/;

/** The client and where it may be answered; a refusal here must never leave Entra's own page. */
export function trustedRedirect(
  context: SandboxContext,
  tenant: Tenant,
  query: URLSearchParams,
): { application: Application; redirectUri: string } {
  const application = registrationOf(context, tenant, required(query, "client_id"));
  const redirectUri = required(query, "redirect_uri");
  if (!application.redirectUris.includes(redirectUri))
    throw new EntraRefusal(problems.redirectNotRegistered(redirectUri));
  return { application, redirectUri };
}

/** The request of the authorize endpoint, as this product's code flow needs it. */
export function signInRequest(query: URLSearchParams, redirectUri: string): FlowRequest {
  const responseType = required(query, "response_type");
  if (responseType !== "code")
    throw new EntraRefusal(problems.responseTypeNotSupported(responseType));
  const mode = query.get("response_mode") ?? "query";
  if (mode !== "query") throw new EntraRefusal(problems.responseModeNotSupported(mode));
  const scope = required(query, "scope");
  const codeChallenge = query.get("code_challenge") ?? "";
  if (query.get("code_challenge_method") !== "S256" || !challengeShape.test(codeChallenge)) {
    throw new EntraRefusal(problems.pkceRequired());
  }
  return {
    ...commonRequest(query, { redirectUri, scope }),
    prompt: promptOf(query),
    loginHint: query.get("login_hint"),
    nonce: query.get("nonce"),
    codeChallenge,
  };
}

/** The request of the v2 admin consent endpoint. */
export function adminConsentRequest(query: URLSearchParams, redirectUri: string): FlowRequest {
  const scope = required(query, "scope");
  return {
    ...commonRequest(query, { redirectUri, scope }),
    prompt: null,
    loginHint: null,
    nonce: null,
    codeChallenge: "",
  };
}

function commonRequest(
  query: URLSearchParams,
  { redirectUri, scope }: { redirectUri: string; scope: string },
) {
  return {
    redirectUri,
    state: query.get("state"),
    scopes: parseScopes(scope),
    qualified: isQualified(scope),
  };
}

function promptOf(query: URLSearchParams): FlowRequest["prompt"] {
  const value = query.get("prompt");
  const known = prompts.find((one) => one === value);
  if (value !== null && !known) throw new EntraRefusal(problems.parameterInvalid("prompt", value));
  return known ?? null;
}

/** One value of a parameter; doubled ones are refused. */
export function required(query: URLSearchParams, name: string): string {
  const [value, ...more] = query.getAll(name);
  if (!value) throw new EntraRefusal(problems.parameterMissing(name));
  if (more.length > 0) throw new EntraRefusal(problems.parameterInvalid(name, more.join(", ")));
  return value;
}
