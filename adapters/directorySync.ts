import { z } from "zod";
import type { Directory } from "../domain/microsoftPorts";
import type { Graph } from "./graph";
import { listOf, readGraph } from "./readGraph";

const organization = z.object({
  onPremisesSyncEnabled: z.boolean().nullish(),
  onPremisesLastSyncDateTime: z.string().nullish(),
});
const sku = z.object({
  prepaidUnits: z.object({ enabled: z.number() }).nullish(),
  servicePlans: z.array(z.object({ servicePlanId: z.string().toLowerCase() })),
});
const syncFeatures = z.object({
  features: z.object({ passwordWritebackEnabled: z.boolean().nullish() }),
});

/** Service plans AAD_PREMIUM (P1) and AAD_PREMIUM_P2 (Entra: product names and service plan identifiers). */
const premiumPlans = [
  "41781fb2-bc02-4b7c-bd55-b576c07bb09d",
  "eec0eb4f-6444-4f95-aba0-50c24d67f998",
];

type Sync = Pick<Directory, "syncState" | "hasWritebackLicence" | "writebackFlag">;

/** What Graph can tell of password write-back; nothing here changes anything. */
export const createSync = (graph: Graph): Sync => ({
  async syncState() {
    const answer = await graph("readOrganization", {
      query: { $select: "id,onPremisesSyncEnabled,onPremisesLastSyncDateTime" },
    });
    const [own] = readGraph(listOf(organization), answer).value;
    return {
      synchronised: own?.onPremisesSyncEnabled === true,
      lastSyncAt: own?.onPremisesLastSyncDateTime ?? null,
    };
  },
  async hasWritebackLicence() {
    const { value } = readGraph(listOf(sku), await graph("readLicences"));
    return value.some(
      (one) =>
        (one.prepaidUnits?.enabled ?? 0) > 0 &&
        one.servicePlans.some((plan) => premiumPlans.includes(plan.servicePlanId)),
    );
  },
  async writebackFlag() {
    const { value } = readGraph(listOf(syncFeatures), await graph("readSyncFeatures"));
    return value.some((one) => one.features.passwordWritebackEnabled === true);
  },
});
