import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError } from "../domain/errors";
import type { Link } from "../domain/link";
import type { Directory, Sessions } from "../domain/microsoftPorts";
import type { Clock } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";

/** Failures that pass by themselves are no answer yet. */
const isAnswer = (error: unknown): error is LinkError =>
  error instanceof LinkError && (error.class === "needsPerson" || error.class === "final");

async function set(directory: Directory, link: Link): Promise<string> {
  if (!link.directory) return "not sent";
  try {
    await directory.setWritebackFlag(link.directory.tenantId);
    return "accepted";
  } catch (error) {
    if (isAnswer(error)) return `refused (${error.code})`;
    throw error;
  }
}

/**
 * Sets the directory's flag for password write-back, where the plan has it. Microsoft documents the
 * flag as not in use (Graph: onPremisesDirectorySynchronizationFeature), so the answer and what the
 * flag reads before and after are kept as evidence, never as success.
 */
export const createSetWritebackFlag =
  (ports: { links: Links; sessions: Sessions; now: Clock }): Activity<"setWritebackFlag"> =>
  async ({ linkId }) => {
    const link = await loadForStep(ports.links, linkId);
    if (link.writeback.flag || !link.request.setWritebackFlag) return null;
    const directory = await ports.sessions.open(link);
    const before = await directory.writebackFlag();
    const answer = await set(directory, link);
    const after = await directory.writebackFlag();
    const flag = { before, answer, after, at: ports.now() };
    await ports.links.change(linkId, (row) =>
      withEvent({ ...row, writeback: { ...row.writeback, flag } }, "writeback.flag", {
        before: String(before),
        answer,
        after: String(after),
      }),
    );
    return null;
  };
