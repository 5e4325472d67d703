import type { DurableClient } from "durable-functions";
import {
  endInstanceId,
  endOrchestrationName,
  orchestrationName,
  wakeEvent,
} from "../domain/contract";
import { instanceFor } from "../domain/ending";
import type { Engine } from "../domain/ports";

/**
 * Starts and wakes orchestrations through the Durable client of one invocation. Starting an id whose run is
 * finished would run it again (durable-extension: OverridableExistingInstanceStates is NonRunningStates), so
 * callers start only links whose row has no run yet; a run that comes second ends in `claimRun`.
 */
export const createEngine = (client: DurableClient): Engine => ({
  async start(linkId) {
    await client.startNew(orchestrationName, { instanceId: linkId, input: { linkId } });
  },
  async startEnd(linkId) {
    const options = { instanceId: endInstanceId(linkId), input: { linkId } };
    await client.startNew(endOrchestrationName, options);
  },
  wake: (link, n) => client.raiseEvent(instanceFor(link, n), wakeEvent(n), { linkId: link.id, n }),
});
