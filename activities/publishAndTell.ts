import type { Activity } from "../domain/contract";
import type { Publisher } from "../domain/publishing";

/** Whoever looks at lists and feeds hears of a change first, then the ticket, which may be slow. */
export const createPublishAndTell =
  (publisher: Publisher, tellTicket: Activity<"tellTicket">): Activity<"tellTicket"> =>
  async (input, log) => {
    await publisher.publish(input.linkId);
    return tellTicket(input, log);
  };
