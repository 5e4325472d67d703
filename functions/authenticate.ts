import type { HttpRequest } from "@azure/functions";
import type { Caller, Keys } from "../domain/ports";
import { Problem } from "./api";
import { noteDoor } from "./doorNotes";

/** What tells who calls. */
export interface CallerPorts {
  readonly callers: readonly Caller[];
  readonly keys: Pick<Keys, "sha256">;
}

const equalHex = (a: string, b: string): boolean => {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
};

/** The declared caller whose key this is. Keys are compared by hash, every hash in constant time. */
export async function authenticate(request: HttpRequest, ports: CallerPorts): Promise<Caller> {
  const { callers, keys } = ports;
  const given = keys.sha256(request.headers.get("x-api-key") ?? "");
  const found = callers.filter((caller) =>
    caller.apiKeyHashes.map((hash) => equalHex(hash, given)).includes(true),
  );
  const [caller] = found;
  if (request.headers.has("x-api-key") && caller) {
    noteDoor(request, { caller: caller.id });
    return caller;
  }
  const detail = request.headers.has("x-api-key")
    ? "This API key is not known; ask the operator of this service for a new one."
    : "Send your API key in the header x-api-key.";
  throw new Problem(401, "not_authenticated", { detail });
}

export function requireRole(caller: Caller, ...oneOf: readonly string[]): void {
  if (oneOf.some((role) => caller.roles.includes(role))) return;
  throw new Problem(403, "role_missing", {
    detail: `This needs the role ${oneOf.join(" or ")}; the operator of this service gives it.`,
  });
}
