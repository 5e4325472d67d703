import { AsyncLocalStorage } from "node:async_hooks";
import type { CallScope, CallTrace, SeenCall } from "../domain/callTrace";

const current = new AsyncLocalStorage<CallScope>();

export const callTrace: CallTrace = { run: (scope, work) => current.run(scope, work) };

/** Tells the activity or door that runs now which link it writes. */
export function noteLink(linkId: string): void {
  const scope = current.getStore();
  if (scope) scope.linkId = linkId;
}

/** Ids stay; whatever could be an address, a domain or a name is left as the template's `{…}`. */
const isId = (value: string): boolean => /^[A-Za-z0-9_-]{1,100}$/.test(value);

/** A call's path for people who read it: its template with ids alone filled in. */
export const pathOf = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (hole, name: string) => {
    const value = values[name] ?? "";
    return isId(value) ? value : hole;
  });

interface Called {
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly template: string;
}

const requestIdHeaders = ["request-id", "x-ms-request-id"];

/** A header is the other side's text: only an id is taken from it. */
function requestIdOf(response: Response): string | null {
  const id = requestIdHeaders.map((name) => response.headers.get(name)).find((one) => one !== null);
  return id && isId(id) ? id : null;
}

/** Makes a call and notes it with its answer, or with status 0 where none came. */
export async function traced<T extends Response | undefined>(
  called: Called,
  send: () => Promise<T>,
): Promise<T> {
  const begun = performance.now();
  const at = new Date().toISOString();
  let response: Response | undefined;
  try {
    const answer = await send();
    response = answer;
    return answer;
  } finally {
    const seen: SeenCall = {
      at,
      ...called,
      status: response?.status ?? 0,
      requestId: response ? requestIdOf(response) : null,
      durationMs: Math.round(performance.now() - begun),
    };
    current.getStore()?.calls.push(seen);
  }
}

const looksLikeDomain = /@|%40|\.[a-z]{2,}$/i;
const fixedSegments = [".well-known", "microsoft.graph.directoryRole"];

const blank = (path: string, isKept: (segment: string) => boolean): string =>
  path
    .split("/")
    .map((segment) => (segment === "" || isKept(segment) ? segment : "{id}"))
    .join("/");
const isTenant = (segment: string): boolean => /^[0-9a-f-]{36}$/i.test(segment);

/** `fetch` that is noted by path: no query, and no domain or address in a segment. */
export function tracedFetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const { host, pathname } = new URL(url);
  const isKept = (segment: string) =>
    fixedSegments.includes(segment) || !looksLikeDomain.test(segment);
  const path = blank(pathname, isKept);
  const template = blank(path, (segment) => !isTenant(segment));
  return traced({ host, method: init.method ?? "GET", path, template }, () => fetch(url, init));
}
