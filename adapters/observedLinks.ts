import type { Link } from "../domain/link";
import { linkMetrics } from "../domain/linkMetrics";
import type { Links } from "../domain/storagePorts";
import type { Telemetry } from "../domain/telemetry";
import { noteLink } from "./callTrace";

/** Links, with what happens to them told in numbers, and the step or door that runs told which link it writes. */
export function observedLinks(links: Links, telemetry: Pick<Telemetry, "metric">): Links {
  const tell = (before: Link | undefined, after: Link) => {
    for (const metric of linkMetrics(before, after)) telemetry.metric(metric);
  };
  return {
    ...links,
    async insert(change) {
      const isNew = await links.insert(change);
      noteLink(change.link.id);
      if (isNew) tell(undefined, change.link);
      return isNew;
    },
    async change(linkId, change) {
      noteLink(linkId);
      let before: Link | undefined;
      const after = await links.change(linkId, (link) => {
        before = link;
        return change(link);
      });
      if (before && before.version !== after.version) tell(before, after);
      return after;
    },
  };
}
