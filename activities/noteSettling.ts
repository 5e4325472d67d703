import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import type { Links } from "../domain/storagePorts";

/** While a step waits for the directory to copy something, the link says for what; afterwards no more. */
export const createNoteSettling =
  (links: Links): Activity<"noteSettling"> =>
  async ({ linkId, code }) => {
    await links.change(linkId, (link) => {
      if (link.settling === code) return undefined;
      const settled = { ...link, settling: code };
      return code ? withEvent(settled, "link.settling", { code }) : { link: settled, events: [] };
    });
    return null;
  };
