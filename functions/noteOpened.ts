import { withEvent } from "../domain/changes";
import type { Link } from "../domain/link";
import type { Clock } from "../domain/ports";
import type { FollowUps, Links } from "../domain/storagePorts";

/**
 * The administrator has read the page and went on to Microsoft: the first time is noted. Nothing else in
 * the story follows, so a follow-up lets lists and feed hear of it.
 */
export async function noteOpened(
  ports: { readonly links: Links; readonly followUps: FollowUps; readonly now: Clock },
  { id, openedAt }: Link,
): Promise<void> {
  if (openedAt) return;
  const at = ports.now();
  await ports.followUps.note({ kind: "relay", linkId: id, detail: "", dueAt: at });
  await ports.links.change(id, (link) =>
    link.openedAt ? undefined : withEvent({ ...link, openedAt: at }, "link.opened"),
  );
}
