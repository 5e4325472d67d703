import type { IncomingHttpHeaders } from "node:http";

/** A request as the sandbox's routes see it; the body is already read. */
export interface SandboxRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string;
}

export type RouteParams = Readonly<Record<string, string>>;

export interface Route {
  readonly method: "GET" | "POST";
  /** Path with `{name}` for one segment and, at the end, `{name…}` for the rest. */
  readonly path: string;
  readonly handle: (request: SandboxRequest, params: RouteParams) => Answer | Promise<Answer>;
}

/** JSON that no cache may keep: all of it tells of people, tokens or the moment. */
export function json(status: number, value: unknown, headers: Answer["headers"] = {}): Answer {
  return {
    status,
    headers: {
      "content-type": "application/json; charset=utf-8",
      "cache-control": "no-store",
      ...headers,
    },
    body: JSON.stringify(value),
  };
}

export function redirect(to: string | URL): Answer {
  return { status: 302, headers: { location: String(to), "cache-control": "no-store" } };
}

/** One cookie of the request, or undefined. */
export function cookie(request: SandboxRequest, name: string): string | undefined {
  for (const pair of (request.headers.cookie ?? "").split(";")) {
    const [key, ...value] = pair.trim().split("=");
    if (key === name) return value.join("=");
  }
  return undefined;
}

/** The fields of a posted form; an empty set when the body is something else. */
export function formOf(request: SandboxRequest): URLSearchParams {
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
  return new URLSearchParams(isForm ? request.body : "");
}
