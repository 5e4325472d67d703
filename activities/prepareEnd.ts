import { makeMailedToken, standing, type Reader } from "../domain/mailedToken";
import type { Activity } from "../domain/contract";
import type { Keys } from "../domain/ports";
import type { FollowUps, Links } from "../domain/storagePorts";

/** Makes the two links that end the access, which the last mails carry, and notes the end date. */
export const createPrepareEnd =
  (ports: {
    links: Links;
    followUps: FollowUps;
    keys: Pick<Keys, "mac" | "sha256" | "currentKid">;
  }): Activity<"prepareEnd"> =>
  async ({ linkId }) => {
    const { links, followUps, keys } = ports;
    const kid = keys.currentKid();
    const hashFor = (reader: Reader) =>
      keys.sha256(makeMailedToken(keys, linkId, { n: standing, kid, reader }));
    const hashes = { kid, administrator: hashFor("administrator"), account: hashFor("account") };
    const link = await links.change(linkId, (row) =>
      row.standing ? undefined : { link: { ...row, standing: hashes }, events: [] },
    );
    if (link.until)
      await followUps.note({ kind: "endDate", linkId, detail: "", dueAt: link.until.at });
    return null;
  };
