import { erasedAddress } from "./erasure";
import type { TenantId } from "./ids";
import type { Link } from "./link";

/** The directory and the address that a link holds while it is open; undefined before the one is found or once the other is erased. */
export function openPair({
  directory,
  request,
}: Link): { tenantId: TenantId; address: string } | undefined {
  const address = request.account.email;
  return directory && address !== erasedAddress
    ? { tenantId: directory.tenantId, address }
    : undefined;
}
