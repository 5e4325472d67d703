import { planOfPremiumP2 } from "../skus";
import { GraphError } from "./graphError";
import type { ReceivedCall } from "./graphCall";

/** Privileged Identity Management needs Entra ID P2; without it every call is a 400, not a 403. */
export function requirePremium({ caller }: ReceivedCall): void {
  const licensed = caller.tenant.skus.some(
    (sku) => sku.enabled > 0 && sku.plans.some((plan) => plan.id === planOfPremiumP2),
  );
  if (licensed) return;
  throw new GraphError(
    400,
    "AadPremiumLicenseRequired",
    "The tenant needs to have Microsoft Entra ID P2 or Microsoft Entra ID Governance license.",
  );
}
