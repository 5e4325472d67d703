import type { Link } from "./link";

/** A row has room for so many. */
const reasonsKept = 12;

/** Keeps why somebody acted, where they said so: events carry codes and ids only. */
export function withReason(
  link: Link,
  said: { action: string; by: string; at: string; reason?: string | undefined },
): Link {
  const { action, by, at, reason } = said;
  if (reason === undefined) return link;
  const reasons = [...link.reasons, { action, by, at, reason }].slice(-reasonsKept);
  return { ...link, reasons };
}
