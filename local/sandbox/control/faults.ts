import { json, type Answer, type SandboxRequest } from "../http/answer";

/** One request to Graph or Azure Resource Manager that the sandbox answered, for tests that look at what the product sent. */
export interface SeenRequest {
  readonly at: string;
  readonly method: string;
  /** Path with query. */
  readonly path: string;
  readonly body: unknown;
  readonly token: "delegated" | "app" | "none";
  readonly tenantId: string | null;
  /** Delegated scopes or application roles of the token. */
  readonly scopes: readonly string[];
  readonly status: number;
}

/** An answer that takes the place of the real one, so often as `times` says. */
export interface Fault {
  readonly method?: string | undefined;
  /** Beginning of the path with query, or (when it does not begin with a slash) a regular expression. */
  readonly path: string;
  /** `drop`: do the work, then close the connection without an answer; `garbage`: answer what is no HTTP. */
  readonly kind?: "refuse" | "drop" | "garbage" | undefined;
  /** Wait so long before the answer. */
  readonly delayMs?: number | undefined;
  /** Where a redirecting answer leads. */
  readonly location?: string | undefined;
  readonly status?: number | undefined;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly retryAfter?: number | undefined;
  readonly body?: unknown;
  times: number;
}

/** Takes the first fault that fits the request, and counts it down. */
export function takeFault(faults: Fault[], request: SandboxRequest): Fault | undefined {
  const path = request.url.pathname + request.url.search;
  const fault = faults.find(
    (one) => (one.method ?? request.method) === request.method && fits(one.path, path),
  );
  if (!fault) return undefined;
  fault.times -= 1;
  if (fault.times <= 0) faults.splice(faults.indexOf(fault), 1);
  return fault;
}

function fits(wanted: string, path: string): boolean {
  return wanted.startsWith("/") ? path.startsWith(wanted) : new RegExp(wanted).test(path);
}

export const faultMessage = "A fault that was asked for.";

/** The answer of a refusing fault, in OAuth's error shape unless it brings a body of its own. */
export function faultAnswer(fault: Fault): Answer {
  const { status = 503, code = "temporarily_unavailable", message = faultMessage } = fault;
  const body = fault.body ?? { error: code, error_description: message };
  const wait = fault.retryAfter === undefined ? {} : { "retry-after": String(fault.retryAfter) };
  const to = fault.location === undefined ? {} : { location: fault.location };
  return json(status, body, { ...wait, ...to });
}
