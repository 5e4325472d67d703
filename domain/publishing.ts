import type { LinkId } from "./ids";
import type { StoredEvent } from "./link";

/** Lets lists and feeds show a link as it now is; safe to repeat, and at once from several places. */
export interface Publisher {
  publish(linkId: LinkId): Promise<void>;
}

/** An event of any of a caller's links. */
export interface FeedEvent extends StoredEvent {
  readonly link: LinkId;
  readonly ticket: { readonly id: string } | null;
}

/** Everything that happens to a caller's links: at least once, in order for each link. */
export interface Feed {
  /** `after`: a cursor of an earlier page, or null for the beginning; throws `invalid_cursor`. */
  page(asked: {
    callerId: string;
    after: string | null;
    top: number;
  }): Promise<{ events: readonly FeedEvent[]; cursor: string }>;
  /** Appends events of one link, in their order. */
  append(callerId: string, events: readonly FeedEvent[]): Promise<void>;
}

/** Every caller that has links: those declared now, and those that were. */
export interface KnownCallers {
  /** Remembers one, before any list shows a link of it. */
  note(callerId: string): Promise<void>;
  /** Their ids, at most a minute old. */
  knownCallers(): Promise<readonly string[]>;
}
