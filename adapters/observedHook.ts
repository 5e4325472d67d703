import { LinkError } from "../domain/errors";
import type { TicketHook } from "../domain/ports";
import type { Telemetry } from "../domain/telemetry";

/** Counts the posts that tickets did not take. */
export const observedHook = (
  hook: TicketHook,
  telemetry: Pick<Telemetry, "metric">,
): TicketHook => ({
  async post(url, id, body) {
    try {
      await hook.post(url, id, body);
    } catch (error) {
      const code = error instanceof LinkError ? error.code : "unknown_failure";
      telemetry.metric({ name: "webhookFailures", value: 1, about: { code } });
      throw error;
    }
  },
});
