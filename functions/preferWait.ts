import type { HttpRequest } from "@azure/functions";
import type { Link } from "../domain/link";
import type { Pause } from "../domain/ports";
import type { Links } from "../domain/storagePorts";

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
 * The link once `isNews` of it, or as it is when the seconds are over: one point read every half second.
 * The Functions worker does not say when a client is gone, so the seconds are the only end.
 */
export async function waitForNews(
  { links, pause }: { links: Pick<Links, "read">; pause: Pause },
  link: Link,
  { seconds, isNews }: { seconds: number; isNews: (link: Link) => boolean },
): Promise<Link> {
  let row = link;
  for (let waited = 0; !isNews(row) && waited < seconds * 1000; waited += lookEveryMs) {
    await pause(lookEveryMs);
    row = (await links.read(link.id)) ?? row;
  }
  return row;
}
