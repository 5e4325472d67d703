import type { Link } from "../domain/link";
import type { Clock } from "../domain/ports";
import type { FollowUps } from "../domain/storagePorts";
import { laterBy } from "../domain/time";

const soonMs = 15_000;

/**
 * For doors whose change no step of the story follows: noted before the change, so that it outlives a
 * crash; the timers let lists, feed and ticket hear of it.
 */
export async function tellSoon(
  { followUps, now }: { readonly followUps: Pick<FollowUps, "note">; readonly now: Clock },
  { id, request }: Link,
): Promise<void> {
  const dueAt = laterBy(now(), soonMs);
  await followUps.note({ kind: "relay", linkId: id, detail: "", dueAt });
  if (request.ticket?.callbackUrl)
    await followUps.note({ kind: "webhook", linkId: id, detail: "", dueAt });
}
