import { LinkError } from "./errors";
import type { EventType } from "./events";
import type { Link, LinkEvent } from "./link";
import { cancellable, mayMove, type Status } from "./states";

/** A change of a link's row together with the events that tell it; both are written at once. */
export interface Change {
  readonly link: Link;
  readonly events: readonly LinkEvent[];
}

/** Stops a link that somebody asked to cancel between two waits, before its next step; its end goes on. */
export function refuseCancelled(link: Link): void {
  if (link.cancelRequested && !link.ending && cancellable.includes(link.status))
    throw new LinkError(
      { code: "cancel_requested", class: "final" },
      `link ${link.id} is to be cancelled`,
    );
}

/** Moves a link to another status by the one table of moves; being there already is no change. */
export function moved(link: Link, status: Status, now: string): Change {
  if (link.status === status) return { link, events: [] };
  if (status !== "undoing") refuseCancelled(link);
  if (!mayMove(link.status, status))
    throw new LinkError(
      { code: "not_in_this_state", class: "final" },
      `link ${link.id} is ${link.status} and cannot become ${status}`,
    );
  return {
    link: { ...link, status, since: now },
    events: [{ type: `link.${status}`, data: { from: link.status } }],
  };
}

export const withEvent = (link: Link, type: EventType, data: LinkEvent["data"] = {}): Change => ({
  link,
  events: [{ type, data }],
});
