import type { HttpRequest } from "@azure/functions";
import type { Pause } from "../domain/ports";

const mostSeconds = 30;
const lookEveryMs = 500;

/** Quoted words may hold commas; only a number is of interest here. */
const unquoted = (header: string): string =>
  header.replace(/"([^"]*)"/g, (_, text: string) => (/^\d+$/.test(text) ? text : ""));

/** Seconds of `Prefer: wait=…` (RFC 7240), 30 at most; 0 without one, or with one that makes no sense. */
export function preferredWait({ headers }: Pick<HttpRequest, "headers">): number {
  const header = unquoted(headers.get("prefer") ?? "");
  const found = /(?:^|,)\s*wait\s*=\s*(\d{1,9})\s*(?=[,;]|$)/i.exec(header);
  return Math.min(Number(found?.[1] ?? 0), mostSeconds);
}

/**
 * What `look` finds once its ETag is another one, or as it is when the seconds are over: a look every half
 * second. The Functions worker does not say when a client is gone, so the seconds are the only end.
 */
export async function waitForNews<Found extends { readonly etag: string }>(
  { pause }: { readonly pause: Pause },
  found: Found,
  { seconds, look }: { seconds: number; look: () => Promise<Found | undefined> },
): Promise<Found> {
  let now = found;
  for (let waited = 0; now.etag === found.etag && waited < seconds * 1000; waited += lookEveryMs) {
    await pause(lookEveryMs);
    now = (await look()) ?? now;
  }
  return now;
}
