import type { DurableClient } from "durable-functions";
import { orchestrationName, wakeEvent } from "../domain/contract";
import type { Engine } from "../domain/ports";

/** Starts and wakes orchestrations through the Durable client of one invocation. */
export const createEngine = (client: DurableClient): Engine => ({
  async start(linkId) {
    await client.startNew(orchestrationName, { instanceId: linkId, input: { linkId } });
  },
  wake: (linkId, n) => client.raiseEvent(linkId, wakeEvent(n), { linkId, n }),
});
