import type { Activity } from "../domain/contract";
import type { Sessions } from "../domain/microsoftPorts";
import type { Attempts } from "../domain/storagePorts";

/** Deletes every sealed session and every try to sign in: nothing of anybody's sign-in remains with us. */
export const createForgetSession =
  (
    sessions: Pick<Sessions, "forget">,
    attempts: Pick<Attempts, "forget">,
  ): Activity<"forgetSession"> =>
  async ({ linkId }) => {
    await sessions.forget(linkId);
    await attempts.forget(linkId);
    return null;
  };
