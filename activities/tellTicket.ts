import type { Activity } from "../domain/contract";
import type { DeliverEvents } from "../domain/ports";

/** After so long the timer goes on in the story's place. */
const patienceMs = 3000;

/** Tells the ticket what it has not heard. A receiver that fails is the outbox's matter, not the story's. */
export const createTellTicket =
  (deliver: DeliverEvents): Activity<"tellTicket"> =>
  async ({ linkId }, log) => {
    await deliver(linkId, patienceMs, (line) => log?.warn(line));
    return null;
  };
