import type { HttpRequest } from "@azure/functions";
import type { LinkId } from "../domain/ids";
import type { Action } from "../domain/actions";

/** What a door learns about a request on its way, for the one line in the log: codes and ids only. */
interface DoorNotes {
  /** Who called, once proven. */
  readonly caller?: string;
  /** What an operator did, or tried to do. */
  readonly action?: Action;
  /** Why it was turned away. */
  readonly code?: string;
  /** Which link it is about, once whoever asks may know of it: its evidence has the calls that the door makes. */
  readonly linkId?: LinkId;
}

const notes = new WeakMap<HttpRequest, DoorNotes>();

export const noteDoor = (request: HttpRequest, note: DoorNotes): void => {
  notes.set(request, { ...notes.get(request), ...note });
};

export const doorNotes = (request: HttpRequest): DoorNotes => notes.get(request) ?? {};
