import type { LinkId, TenantId } from "../domain/ids";
import { isFinished } from "../domain/states";
import type { Links, OpenLinks, Reservations } from "../domain/storagePorts";

type Whose = Parameters<OpenLinks["holder"]>[0];

/** No caller id is that long, so these never meet a caller's own keys. */
const directoryOf = (tenantId: TenantId): string => `directory-${tenantId}`;
const scopeOf = ({ tenantId, address }: Whose) => ({
  callerId: directoryOf(tenantId),
  key: address,
});

/** Which open link a directory and an address belong to: one at a time, over all callers. */
export function createOpenLinks(reservations: Reservations, links: Pick<Links, "read">): OpenLinks {
  const isOver = async (linkId: LinkId): Promise<boolean> => {
    const link = await links.read(linkId);
    return !link || isFinished(link.status);
  };
  return {
    async claim(whose, linkId) {
      const scope = scopeOf(whose);
      const wanted = { linkId, bodyHash: "", createdAt: null };
      const standing = await reservations.reserve(scope, wanted);
      if (standing.linkId === linkId || !(await isOver(standing.linkId))) return standing.linkId;
      return (await reservations.renew(scope, standing, wanted)).linkId;
    },
    async countOthers(tenantId, than) {
      const others = (await reservations.list(directoryOf(tenantId))).filter((id) => id !== than);
      const over = await Promise.all(others.map(isOver));
      return over.filter((one) => !one).length;
    },
    async holder(whose) {
      const standing = await reservations.read(scopeOf(whose));
      return standing && !(await isOver(standing.linkId)) ? standing.linkId : undefined;
    },
  };
}
