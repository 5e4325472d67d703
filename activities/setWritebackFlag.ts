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

const unanswered = "no answer yet";

/**
 * Sets the directory's flag for password write-back, where the plan has it. Microsoft documents the
 * flag as not in use (Graph: onPremisesDirectorySynchronizationFeature), so the answer and what the
 * flag reads before and after are kept as evidence, never as success. What it read before is noted
 * first: a try that died in between may have set it.
 */
export const createSetWritebackFlag =
  (ports: { links: Links; sessions: Sessions; now: Clock }): Activity<"setWritebackFlag"> =>
  async ({ linkId }) => {
    const { links, sessions, now } = ports;
    const link = await loadForStep(links, linkId);
    const noted = link.writeback.flag;
    if (!link.request.setWritebackFlag || (noted && noted.answer !== unanswered)) return null;
    const directory = await sessions.open(link);
    const before = noted?.before ?? (await directory.writebackFlag());
    const flagged = (row: Link, news: { answer: string; after: boolean | null }): Link => ({
      ...row,
      writeback: { ...row.writeback, flag: { before, ...news, at: now() } },
    });
    await links.change(linkId, (row) => ({
      link: flagged(row, { answer: unanswered, after: null }),
      events: [],
    }));
    const answer = await set(directory, link);
    const after = await directory.writebackFlag();
    await links.change(linkId, (row) =>
      withEvent(flagged(row, { answer, after }), "writeback.flag", {
        before: String(before),
        answer,
        after: String(after),
      }),
    );
    return null;
  };
