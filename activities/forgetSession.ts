import type { Activity } from "../domain/contract";
import type { Sessions } from "../domain/microsoftPorts";

/** Deletes every sealed session of the link; nothing of the administrator's sign-in remains with us. */
export const createForgetSession =
  (sessions: Pick<Sessions, "forget">): Activity<"forgetSession"> =>
  async ({ linkId }) => {
    await sessions.forget(linkId);
    return null;
  };
