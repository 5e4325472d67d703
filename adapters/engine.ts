import type { DurableClient } from "durable-functions";
import {
  endInstanceId,
  endOrchestrationName,
  orchestrationName,
  wakeEvent,
} from "../domain/contract";
import { instanceFor } from "../domain/ending";
import type { Engine } from "../domain/ports";

const over: readonly string[] = ["Completed", "Failed", "Terminated", "Canceled"];

/** Whether a run is not over yet; the SDK throws for one that was never started, or is purged already. */
async function isRunning(client: DurableClient, instanceId: string): Promise<boolean> {
  try {
    return !over.includes((await client.getStatus(instanceId)).runtimeStatus);
  } catch (error) {
    if (error instanceof Error && error.message.includes("HTTP 404")) return false;
    throw error;
  }
}

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
  async purge(linkId) {
    const runs = [linkId, endInstanceId(linkId)];
    for (const id of runs) if (await isRunning(client, id)) return false;
    for (const id of runs) await client.purgeInstanceHistory(id);
    return true;
  },
  wake: (link, n) => client.raiseEvent(instanceFor(link, n), wakeEvent(n), { linkId: link.id, n }),
});
