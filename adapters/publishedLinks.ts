import type { Publisher } from "../domain/publishing";
import type { Links } from "../domain/storagePorts";

/** A new link is in its caller's lists at once; if that fails, the story's first step makes up for it. */
export const publishedLinks = (links: Links, publisher: Publisher): Links => ({
  ...links,
  async insert(change) {
    const isNew = await links.insert(change);
    if (isNew) await publisher.publish(change.link.id).catch(() => undefined);
    return isNew;
  },
});
