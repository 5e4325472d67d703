import type { HttpRequest } from "@azure/functions";
import { TokenRefused, type ApiTokens } from "../domain/apiTokens";
import { LinkError } from "../domain/errors";
import type { Caller, Keys } from "../domain/ports";
import { Problem, TokenProblem } from "./api";

/** What tells who calls. */
export interface CallerPorts {
  readonly callers: readonly Caller[];
  readonly keys: Pick<Keys, "sha256">;
  /** Without it access tokens are turned away. */
  readonly apiTokens?: ApiTokens;
}

const equalHex = (a: string, b: string): boolean => {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
};

/** The declared caller whose key this is. Keys are compared by hash, every hash in constant time. */
function byKey(key: string, { callers, keys }: CallerPorts): Caller {
  const given = keys.sha256(key);
  const [caller] = callers.filter((one) =>
    one.apiKeyHashes.map((hash) => equalHex(hash, given)).includes(true),
  );
  if (caller) return caller;
  throw new Problem(401, "not_authenticated", {
    detail: "This API key is not known; ask the operator of this service for a new one.",
  });
}

async function read(token: string | undefined, apiTokens: ApiTokens | undefined) {
  try {
    if (token === undefined || !apiTokens) throw new TokenRefused("malformed");
    return await apiTokens.read(token);
  } catch (error) {
    if (error instanceof TokenRefused)
      throw new TokenProblem(401, "not_authenticated", { detail: error.message });
    if (error instanceof LinkError && error.class === "transient")
      throw new Problem(503, "directory_unreachable", {
        detail:
          "Microsoft’s signing keys cannot be read at the moment, so nobody can tell whether your token is good. Try again.",
      });
    throw error;
  }
}

/**
 * The declared caller whose application the token was issued to. It may do what both sides agree on: CALLERS
 * is the word of who runs this service, `roles` that of the tenant's administrators, and each can take away alone.
 */
async function byToken(header: string, { callers, apiTokens }: CallerPorts): Promise<Caller> {
  const token = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(header)?.[1];
  const { appId, roles } = await read(token, apiTokens);
  const caller = callers.find((one) => one.appIds.includes(appId));
  if (caller) return { ...caller, roles: caller.roles.filter((role) => roles.includes(role)) };
  throw new TokenProblem(401, "not_authenticated", {
    detail: `The application ${appId} belongs to no caller of this service; ask its operator to add it to appIds.`,
  });
}

/** The declared caller, by API key or by access token: never by both, so that nobody can mean two callers. */
export async function authenticate(request: HttpRequest, ports: CallerPorts): Promise<Caller> {
  const key = request.headers.get("x-api-key") ?? "";
  const authorization = request.headers.get("authorization") ?? "";
  const hasToken = /^Bearer\b/i.test(authorization);
  if (key && hasToken)
    throw new TokenProblem(400, "invalid_request", {
      detail: "Send either an API key (x-api-key) or an access token (Authorization), not both.",
    });
  if (key) return byKey(key, ports);
  if (hasToken) return byToken(authorization, ports);
  throw new Problem(401, "not_authenticated", {
    detail:
      "Send your API key in the header x-api-key, or an Entra access token as Authorization: Bearer.",
  });
}

export function requireRole(caller: Caller, ...oneOf: readonly string[]): void {
  if (oneOf.some((role) => caller.roles.includes(role))) return;
  throw new Problem(403, "role_missing", {
    detail: `This needs the role ${oneOf.join(" or ")}; the operator of this service gives it.`,
  });
}
