import type { Link } from "./link";

/** Keeps why somebody acted, where they said so: events carry codes and ids only. */
export function withReason(
  link: Link,
  said: { action: string; by: string; at: string; reason?: string | undefined },
): Link {
  const { action, by, at, reason } = said;
  if (reason === undefined) return link;
  return { ...link, reasons: [...link.reasons, { action, by, at, reason }] };
}
