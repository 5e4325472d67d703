import type { HttpRequest } from "@azure/functions";
import type { Link } from "../domain/link";
import type { CallbackState } from "../domain/outbox";

/** The version of a link as an entity tag; a callback that fails is news too, though the link is as it was. */
export const etagOf = (
  { version }: Pick<Link, "version">,
  callback?: Pick<CallbackState, "state" | "since">,
): string =>
  callback?.since
    ? `"${String(version)}.${callback.state}.${callback.since}"`
    : `"${String(version)}"`;

/** Whether the caller has this version: `If-None-Match` is `*` or a list, compared weakly (RFC 9110, 13.1.2). */
export function hasVersion({ headers }: Pick<HttpRequest, "headers">, etag: string): boolean {
  const known = headers.get("if-none-match")?.trim() ?? "";
  if (known === "*") return true;
  return [...known.matchAll(/(?:^|,)\s*(?:W\/)?("[^"]*")/g)].some(([, tag]) => tag === etag);
}
