import type { RouteParams } from "./answer";

/**
 * Compares a path with a template such as `/mail/{address}` or `/hooks/{rest…}`. Both sides are
 * compared decoded, so that `%28` and `(` are one; a decoded slash stays inside its segment.
 */
export function matchPath(template: string, pathname: string): RouteParams | undefined {
  const names: string[] = [];
  const source = template
    .replace(/[.*+?^$()|[\]\\]/g, "\\$&")
    .replace(/\{([^}]*?)(…?)\}/g, (_whole, name: string, rest: string) => {
      names.push(name);
      return rest ? "(.*)" : "([^/]+)";
    });
  const found = new RegExp(`^${source}$`).exec(decodeSegments(pathname));
  if (!found) return undefined;
  return Object.fromEntries(
    names.map((name, index) => [name, (found[index + 1] ?? "").replaceAll("\u0000", "/")]),
  );
}

function decodeSegments(pathname: string): string {
  return pathname
    .split("/")
    .map((segment) => decode(segment).replaceAll("/", "\u0000"))
    .join("/");
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
