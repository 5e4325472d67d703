import type { HttpRequest } from "@azure/functions";
import type { Link } from "../domain/link";
import type { Clock, Keys } from "../domain/ports";
import { makeCookie, readCookie, type Cookie, type PageSettings } from "./page";

interface Ports {
  readonly keys: Pick<Keys, "sha256" | "random">;
  readonly settings: PageSettings;
  readonly now: Clock;
}

/** An administrator who has just proved who they are need not do so again for the next question. */
const lifeMs = 60 * 60 * 1000;
const cookieName = (id: string): string => `dl-proof-${id}`;

/** The cookie of the browser that gave the proof, and the hash that goes into the decision. */
export function markBrowser(
  { keys, settings }: Ports,
  id: string,
): { hash: string; cookie: Cookie } {
  const value = keys.random(32);
  const cookie = makeCookie(settings, { name: cookieName(id), value, maxAge: lifeMs / 1000 });
  return { hash: keys.sha256(value), cookie };
}

/** Whether this browser gave the proof that the link's consent stands on, within the last hour. */
export function isProven(ports: Ports, request: HttpRequest, link: Link): boolean {
  const approval = link.pastWaits.findLast((wait) => wait.decision?.browserHash)?.decision;
  const value = readCookie(ports.settings, request, cookieName(link.id));
  if (!approval || value === undefined) return false;
  const isFresh = Date.parse(ports.now()) - Date.parse(approval.at) < lifeMs;
  return isFresh && ports.keys.sha256(value) === approval.browserHash;
}
