import type { Link } from "../../domain/link";
import type { Wait, WaitKind } from "../../domain/wait";

const waits = (link: Link): Wait[] => [...link.pastWaits, ...(link.wait ? [link.wait] : [])];

export const wasAsked = (link: Link, what: WaitKind): boolean =>
  waits(link).some((wait) => wait.what === what);

export const wasAgreed = (link: Link): boolean =>
  waits(link).some((wait) => wait.decision?.type === "approved");

/** The last answer to a question of this kind. */
export const lastAnswer = (link: Link, what: WaitKind): Wait["decision"] =>
  waits(link).findLast((wait) => wait.what === what && wait.decision)?.decision ?? null;

const ranOut: Readonly<Record<WaitKind, string>> = {
  consent: "No administrator answered in time, so the request ended.",
  confirmation: "No administrator confirmed the account in time, so the request ended.",
  signIn: "Nobody signed in with the outside account in time, so the request ended.",
  administrator: "No administrator signed in again in time, so the request ended.",
  operator: "Something went wrong that could not be solved in time, so the request ended.",
  writeback: "Nobody signed password write-back off in time.",
  end: "No administrator signed in to end the access in time.",
};

/** How the link ended: by its last decision, else somebody cancelled between two questions. */
export function howItEnded(link: Link): string {
  const last = waits(link).findLast((wait) => wait.decision);
  if (last?.decision?.type === "declined") return "The request was declined.";
  if (last?.decision?.type === "expired") return ranOut[last.what];
  return "The request was cancelled.";
}

/** A role that we gave and could not take back. */
export const keepsRole = (link: Link): boolean => link.roles.some((role) => role.state === "left");
