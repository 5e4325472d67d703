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

/** Service plans AAD_PREMIUM and AAD_PREMIUM_P2 (Entra: product names and service plan identifiers). */
const premiumP1 = "41781fb2-bc02-4b7c-bd55-b576c07bb09d";
const premiumP2 = "eec0eb4f-6444-4f95-aba0-50c24d67f998";

type Sync = Pick<Directory, "syncState" | "licences" | "writebackFlag" | "setWritebackFlag">;

/** Synchronisation and licences (Graph: organization, subscribedSku, onPremisesDirectorySynchronization). */
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
  async licences() {
    const { value } = readGraph(listOf(sku), await graph("readLicences"));
    const usable = value.filter((one) => (one.prepaidUnits?.enabled ?? 0) > 0);
    const plans = usable.flatMap((one) => one.servicePlans.map((plan) => plan.servicePlanId));
    const privileged = plans.includes(premiumP2);
    return { premium: privileged || plans.includes(premiumP1), privileged };
  },
  async writebackFlag() {
    const { value } = readGraph(listOf(syncFeatures), await graph("readSyncFeatures"));
    return value.some((one) => one.features.passwordWritebackEnabled === true);
  },
  async setWritebackFlag(id) {
    await graph("setSyncFeatures", {
      values: { id },
      body: { features: { passwordWritebackEnabled: true } },
    });
  },
});
