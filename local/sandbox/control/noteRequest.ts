import type { SandboxContext } from "../context";
import type { Tenant } from "../facts";
import type { SandboxRequest } from "../http/answer";

interface Answered {
  readonly status: number;
  /** Who called, where the token told. */
  readonly caller:
    | {
        readonly kind: "delegated" | "app";
        readonly tenant: Tenant;
        readonly scopes: readonly string[];
      }
    | undefined;
}

/** Keeps a note of a request to Graph or Azure Resource Manager, of refused ones too. */
export function noteRequest(
  context: SandboxContext,
  request: SandboxRequest,
  { caller, status }: Answered,
): void {
  context.requests.push({
    at: context.now().toISOString(),
    method: request.method,
    path: request.url.pathname + request.url.search,
    body: parsedOrText(request.body),
    token: caller?.kind ?? "none",
    tenantId: caller?.tenant.id ?? null,
    scopes: caller?.scopes ?? [],
    status,
  });
}

function parsedOrText(body: string): unknown {
  if (body === "") return null;
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}
