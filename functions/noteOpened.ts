import { withEvent } from "../domain/changes";
import type { Link } from "../domain/link";
import type { Clock } from "../domain/ports";
import type { FollowUps, Links } from "../domain/storagePorts";
import { tellSoon } from "./tellSoon";

/** The administrator has read the page and went on to Microsoft: the first time is noted. */
export async function noteOpened(
  ports: { readonly links: Links; readonly followUps: FollowUps; readonly now: Clock },
  asked: Link,
): Promise<void> {
  if (asked.openedAt) return;
  await tellSoon(ports, asked);
  const openedAt = ports.now();
  await ports.links.change(asked.id, (link) =>
    link.openedAt ? undefined : withEvent({ ...link, openedAt }, "link.opened"),
  );
}
