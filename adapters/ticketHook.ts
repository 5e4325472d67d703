import { LinkError } from "../domain/errors";
import type { TicketHook } from "../domain/ports";

const timeoutMs = 3000;

/** Posts events to tickets: no redirect is followed, the answer's body is not read. */
export const createTicketHook = (): TicketHook => ({
  async post(url, id, body) {
    let status = 0;
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/cloudevents+json", "webhook-id": id },
        body: JSON.stringify(body),
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      status = response.status;
    } catch (error) {
      throw new LinkError(
        { code: "ticket_not_reached", class: "final" },
        "the ticket's callback gave no answer",
        error,
      );
    }
    if (status < 200 || status > 299)
      throw new LinkError(
        { code: "ticket_not_reached", class: "final" },
        `the ticket's callback answered ${String(status)}`,
      );
  },
});
