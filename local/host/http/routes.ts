import type { RegisteredFunction } from "../checkRegistration";

interface Segment {
  readonly text: string;
  readonly kind: "literal" | "parameter" | "optional" | "rest";
}

export interface Route {
  readonly fn: RegisteredFunction;
  readonly methods: ReadonlySet<string>;
  readonly segments: readonly Segment[];
}

export interface Match {
  readonly fn: RegisteredFunction;
  readonly params: Readonly<Record<string, string>>;
}

/** All routes, literals before parameters before `{*rest}` as in ASP.NET; else in the order of registration. */
export function createRoutes(functions: Iterable<RegisteredFunction>, prefix: string): Route[] {
  const routes = [...functions]
    .filter(({ kind }) => kind === "http")
    .map((fn) => toRoute(fn, prefix));
  return routes.sort((a, b) =>
    precedence(a) < precedence(b) ? -1 : precedence(a) > precedence(b) ? 1 : 0,
  );
}

/** The function for a request. A known path with another method is not found either: so says the real host. */
export function matchRoute(
  routes: readonly Route[],
  method: string,
  path: string,
): Match | undefined {
  const parts = path.split("/").filter((part) => part !== "");
  for (const { fn, methods, segments } of routes) {
    if (!methods.has(method)) continue;
    const params = matchSegments(segments, parts);
    if (params !== undefined) return { fn, params };
  }
  return undefined;
}

function toRoute(fn: RegisteredFunction, prefix: string): Route {
  const route = String(fn.trigger["route"] ?? "") || fn.name;
  const methods = (fn.trigger["methods"] as readonly string[] | undefined) ?? ["GET", "POST"];
  const path = [prefix, route].join("/").split("/");
  const segments = path.filter((part) => part !== "").map((part) => toSegment(part, fn.name));
  if (segments.slice(0, -1).some(({ kind }) => kind === "rest"))
    throw new Error(`Function '${fn.name}': a catch-all segment has to be the last of its route.`);
  return { fn, methods: new Set(methods.map((method) => method.toUpperCase())), segments };
}

const kinds: Readonly<Record<string, Segment["kind"]>> = { "?": "optional", "": "parameter" };

function toSegment(part: string, functionName: string): Segment {
  if (!/[{}]/.test(part)) return { text: part.toLowerCase(), kind: "literal" };
  const found = /^\{(\*?)(\w+)(\??)\}$/.exec(part);
  const [, star, text = "", mark = ""] = found ?? [];
  if (found === null || (star && mark))
    throw new Error(
      `Function '${functionName}': the route segment '${part}' is not imitated by the embedded host (only {name}, {name?} and a last {*name} are).`,
    );
  return { text, kind: star ? "rest" : (kinds[mark] ?? "parameter") };
}

const rank: Readonly<Record<Segment["kind"], string>> = {
  literal: "1",
  parameter: "3",
  optional: "3",
  rest: "5",
};

const precedence = ({ segments }: Route): string => segments.map(({ kind }) => rank[kind]).join("");

function matchSegments(
  segments: readonly Segment[],
  parts: readonly string[],
): Record<string, string> | undefined {
  const last = segments.at(-1);
  if (parts.length > segments.length && last?.kind !== "rest") return undefined;
  const params: Record<string, string> = {};
  for (const [i, { text, kind }] of segments.entries()) {
    // The rest may be nothing at all, and then it is no parameter.
    if (kind === "rest" && parts[i] !== undefined)
      params[text] = parts.slice(i).map(decode).join("/");
    if (kind === "rest") break;
    const part = parts[i] === undefined ? undefined : decode(parts[i]);
    if (part === undefined && kind !== "optional") return undefined;
    if (kind === "literal" && part?.toLowerCase() !== text) return undefined;
    if (kind !== "literal" && part !== undefined) params[text] = part;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
