import { isDelivered } from "../domain/delivery";
import type { TicketHook } from "../domain/ports";
import type { Telemetry } from "../domain/telemetry";

/** Counts the posts that tickets did not take. */
export const observedHook = (
  hook: TicketHook,
  telemetry: Pick<Telemetry, "metric">,
): TicketHook => ({
  async post(event) {
    const delivery = await hook.post(event);
    const isTaken = isDelivered(delivery);
    const code = delivery.code ?? String(delivery.status);
    if (!isTaken) telemetry.metric({ name: "webhookFailures", value: 1, about: { code } });
    return delivery;
  },
});
