import type { Link } from "../domain/link";
import type { Clock } from "../domain/ports";
import type { FollowUps } from "../domain/storagePorts";

/** For doors whose events no step of the story follows: the timer tells them within a minute. */
export async function tellSoon(
  { followUps, now }: { readonly followUps: Pick<FollowUps, "note">; readonly now: Clock },
  link: Link,
): Promise<void> {
  if (!link.request.ticket?.callbackUrl) return;
  await followUps.note({ kind: "webhook", linkId: link.id, detail: "", dueAt: now() });
}
