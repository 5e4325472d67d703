import type { RestError } from "@azure/data-tables";
import { LinkError } from "../domain/errors";

/** The HTTP status of a storage error. */
export const statusOf = (error: unknown): number | undefined => (error as RestError).statusCode;

/** Answers that no waiting changes: a request that storage refuses for what it is. */
const refused = [400, 401, 403, 404, 413];

/** Storage that does not answer is waited for, without an end: nothing is lost meanwhile. */
export function unreachable(error: unknown): LinkError {
  const answer = statusOf(error);
  const words = `table storage answered ${String(answer ?? "nothing")}`;
  return answer !== undefined && refused.includes(answer)
    ? new LinkError({ code: "storage_refused", class: "final" }, words, error)
    : new LinkError({ code: "storage_busy", class: "throttled", seconds: 10 }, words, error);
}

/** Runs a write; false where storage says that somebody else was first (409 exists, 412 changed). */
export async function unlessConflict(
  write: () => Promise<unknown>,
  conflicts: readonly number[] = [409, 412],
): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (conflicts.includes(statusOf(error) ?? 0)) return false;
    throw unreachable(error);
  }
}
