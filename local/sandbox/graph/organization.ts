import { graphTime } from "../context";
import { globalAdministrator, hybridIdentityAdministrator } from "../roles";
import { requireReader, requireRole } from "./access";
import type { GraphVerb } from "./graphCall";
import { onlyOptions, pick, selected } from "./query";
import { propertyNames } from "./types";

export const readOrganization: GraphVerb = (call) => {
  onlyOptions(call.query, "$select");
  const names = selected(call.query, "organization", propertyNames("organization"));
  const { tenant } = call.caller;
  const { synchronization } = tenant;
  const lastSync =
    call.context.now().getTime() - (synchronization?.lastSyncMinutesAgo ?? 0) * 60_000;
  const organization = {
    id: tenant.id,
    displayName: tenant.displayName,
    createdDateTime: tenant.createdDateTime,
    tenantType: "AAD",
    // Never synchronised: null, not false (source: "organization resource type").
    onPremisesSyncEnabled: synchronization ? true : null,
    onPremisesLastSyncDateTime: synchronization ? graphTime(new Date(lastSync)) : null,
    verifiedDomains: tenant.domains.map((domain) => ({
      capabilities: "Email, OfficeCommunicationsOnline",
      ...domain,
      type: "Managed",
    })),
  };
  return { status: 200, body: { value: [pick(organization, names)] } };
};

export const readLicences: GraphVerb = (call) => {
  onlyOptions(call.query, "$select");
  requireReader(call);
  const names = selected(call.query, "subscribedSku", propertyNames("subscribedSku"));
  const { tenant } = call.caller;
  const value = tenant.skus.map((sku) => ({
    id: `${tenant.id}_${sku.skuId}`,
    appliesTo: "User",
    capabilityStatus: sku.enabled > 0 ? "Enabled" : "Suspended",
    consumedUnits: sku.consumed,
    prepaidUnits: { enabled: sku.enabled, suspended: 0, warning: 0, lockedOut: 0 },
    servicePlans: sku.plans.map((plan) => ({
      servicePlanId: plan.id,
      servicePlanName: plan.name,
      provisioningStatus: "Success",
      appliesTo: "User",
    })),
    skuId: sku.skuId,
    skuPartNumber: sku.skuPartNumber,
  }));
  return { status: 200, body: { value: value.map((sku) => pick(sku, names)) } };
};

/** A collection whose one item has the tenant's id (facts.md §5.2); for a tenant without sync: OPEN, all off here. */
export const readSyncFeatures: GraphVerb = (call) => {
  onlyOptions(call.query, "$select");
  requireRole(call, globalAdministrator, hybridIdentityAdministrator);
  const names = selected(call.query, "onPremisesDirectorySynchronization", [
    "id",
    "configuration",
    "features",
  ]);
  const { id, synchronization } = call.caller.tenant;
  const item = {
    id,
    configuration: {
      accidentalDeletionPrevention: {
        synchronizationPreventionType: "enabledForCount",
        alertThreshold: 500,
      },
    },
    features: {
      deviceWritebackEnabled: false,
      directoryExtensionsEnabled: false,
      groupWriteBackEnabled: false,
      passwordSyncEnabled: synchronization !== null,
      passwordWritebackEnabled: synchronization?.passwordWritebackEnabled ?? false,
      userWritebackEnabled: false,
    },
  };
  return { status: 200, body: { value: [pick(item, names)] } };
};
