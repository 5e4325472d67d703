import type { LinkId, TenantId } from "../domain/ids";
import type { Keys } from "../domain/ports";
import { isFinished } from "../domain/states";
import type {
  Links,
  OpenLinks,
  Reservation,
  ReservationKey,
  Reservations,
} from "../domain/storagePorts";

type Whose = Parameters<OpenLinks["holder"]>[0];

interface Ports {
  /** Reservations whose rows are named by the key as it is. */
  readonly rows: Reservations;
  readonly links: Pick<Links, "read">;
  readonly keys: Pick<Keys, "macs" | "sha256">;
}

/** No caller id is that long, so these never meet a caller's own keys. */
const directoryOf = (tenantId: TenantId): string => `directory-${tenantId}`;

/**
 * Where a pair may stand. The address is behind a keyed digest: whoever has the rows alone cannot try addresses.
 * New rows are made with the current key and looked for under all of them, so that a link which was claimed
 * before a change of keys is found as long as the old one is kept; last come rows of an earlier release.
 */
function placesOf(keys: Ports["keys"], { tenantId, address }: Whose) {
  const at = (key: string): ReservationKey => ({ callerId: directoryOf(tenantId), key });
  const [current = "", ...older] = keys.macs("address", `${tenantId} ${address}`);
  return { current: at(current), older: [...older, keys.sha256(address)].map(at) };
}

/** Which open link a directory and an address belong to: one at a time, over all callers. */
export function createOpenLinks({ rows, links, keys }: Ports): OpenLinks {
  const isOver = async (linkId: LinkId): Promise<boolean> => {
    const link = await links.read(linkId);
    return !link || isFinished(link.status);
  };
  const openAt = async (places: readonly ReservationKey[]): Promise<LinkId | undefined> => {
    const standing = await Promise.all(places.map((place) => rows.read(place)));
    for (const one of standing) if (one && !(await isOver(one.linkId))) return one.linkId;
    return undefined;
  };
  return {
    async claim(whose, linkId) {
      const { current, older } = placesOf(keys, whose);
      const before = await openAt(older);
      if (before) return before;
      const wanted: Reservation = { linkId, bodyHash: "", createdAt: null };
      const standing = await rows.reserve(current, wanted);
      if (standing.linkId === linkId || !(await isOver(standing.linkId))) return standing.linkId;
      return (await rows.renew(current, standing, wanted)).linkId;
    },
    async release(whose, linkId) {
      const { current, older } = placesOf(keys, whose);
      for (const place of [current, ...older]) {
        const standing = await rows.read(place);
        if (standing?.linkId === linkId) await rows.release(place, standing);
      }
    },
    async countOthers(tenantId, than) {
      const ids = new Set(await rows.list(directoryOf(tenantId)));
      const others = [...ids].filter((id) => id !== than);
      const over = await Promise.all(others.map(isOver));
      return over.filter((one) => !one).length;
    },
    holder(whose) {
      const { current, older } = placesOf(keys, whose);
      return openAt([current, ...older]);
    },
  };
}
