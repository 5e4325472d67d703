import { applicationTypes } from "./applicationTypes";
import { mailTypes } from "./mailTypes";
import { roleEnums, roleTypes } from "./roleTypes";
import { syncTypes } from "./syncTypes";

/**
 * The part of Graph's types that the sandbox imitates, in Graph's own notation (`microsoft.graph.`
 * left out). A name that is not here is refused in bodies and in $select.
 * Source: Graph v1.0 metadata.
 */
export const graphTypes = {
  ...applicationTypes,
  ...mailTypes,
  ...roleTypes,
  ...syncTypes,
  user: {
    id: "Edm.String",
    accountEnabled: "Edm.Boolean",
    businessPhones: "Collection(Edm.String)",
    createdDateTime: "Edm.DateTimeOffset",
    creationType: "Edm.String",
    displayName: "Edm.String",
    externalUserState: "Edm.String",
    externalUserStateChangeDateTime: "Edm.DateTimeOffset",
    givenName: "Edm.String",
    identities: "Collection(objectIdentity)",
    jobTitle: "Edm.String",
    mail: "Edm.String",
    mobilePhone: "Edm.String",
    officeLocation: "Edm.String",
    otherMails: "Collection(Edm.String)",
    preferredLanguage: "Edm.String",
    proxyAddresses: "Collection(Edm.String)",
    surname: "Edm.String",
    userPrincipalName: "Edm.String",
    userType: "Edm.String",
  },
  objectIdentity: {
    issuer: "Edm.String",
    issuerAssignedId: "Edm.String",
    signInType: "Edm.String",
  },
  invitation: {
    id: "Edm.String",
    invitedUserDisplayName: "Edm.String",
    invitedUserEmailAddress: "Edm.String",
    invitedUserMessageInfo: "invitedUserMessageInfo",
    invitedUserType: "Edm.String",
    inviteRedeemUrl: "Edm.String",
    inviteRedirectUrl: "Edm.String",
    resetRedemption: "Edm.Boolean",
    sendInvitationMessage: "Edm.Boolean",
    status: "Edm.String",
  },
  invitedUserMessageInfo: {
    ccRecipients: "Collection(recipient)",
    customizedMessageBody: "Edm.String",
    messageLanguage: "Edm.String",
  },
  organization: {
    id: "Edm.String",
    createdDateTime: "Edm.DateTimeOffset",
    displayName: "Edm.String",
    onPremisesLastSyncDateTime: "Edm.DateTimeOffset",
    onPremisesSyncEnabled: "Edm.Boolean",
    tenantType: "Edm.String",
    verifiedDomains: "Collection(verifiedDomain)",
  },
  verifiedDomain: {
    capabilities: "Edm.String",
    isDefault: "Edm.Boolean",
    isInitial: "Edm.Boolean",
    name: "Edm.String",
    type: "Edm.String",
  },
  subscribedSku: {
    id: "Edm.String",
    appliesTo: "Edm.String",
    capabilityStatus: "Edm.String",
    consumedUnits: "Edm.Int32",
    prepaidUnits: "licenseUnitsDetail",
    servicePlans: "Collection(servicePlanInfo)",
    skuId: "Edm.Guid",
    skuPartNumber: "Edm.String",
  },
  licenseUnitsDetail: {
    enabled: "Edm.Int32",
    lockedOut: "Edm.Int32",
    suspended: "Edm.Int32",
    warning: "Edm.Int32",
  },
  servicePlanInfo: {
    appliesTo: "Edm.String",
    provisioningStatus: "Edm.String",
    servicePlanId: "Edm.Guid",
    servicePlanName: "Edm.String",
  },
  authorizationPolicy: {
    id: "Edm.String",
    allowInvitesFrom: "allowInvitesFrom",
    allowUserConsentForRiskyApps: "Edm.Boolean",
    allowedToSignUpEmailBasedSubscriptions: "Edm.Boolean",
    allowedToUseSSPR: "Edm.Boolean",
    allowEmailVerifiedUsersToJoinOrganization: "Edm.Boolean",
    blockMsolPowerShell: "Edm.Boolean",
    defaultUserRolePermissions: "defaultUserRolePermissions",
    description: "Edm.String",
    displayName: "Edm.String",
    guestUserRoleId: "Edm.Guid",
  },
  defaultUserRolePermissions: {
    allowedToCreateApps: "Edm.Boolean",
    allowedToCreateSecurityGroups: "Edm.Boolean",
    allowedToReadOtherUsers: "Edm.Boolean",
    permissionGrantPoliciesAssigned: "Collection(Edm.String)",
  },
  tenantInformation: {
    defaultDomainName: "Edm.String",
    displayName: "Edm.String",
    federationBrandName: "Edm.String",
    tenantId: "Edm.String",
  },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type GraphTypeName = keyof typeof graphTypes;

/** Enumerations, in lower case: Graph reads them in any. */
export const graphEnums: Readonly<Record<string, readonly string[]>> = {
  ...roleEnums,
  allowInvitesFrom: [
    "none",
    "adminsandguestinviters",
    "adminsguestinvitersandallmembers",
    "everyone",
  ],
  bodyType: ["text", "html"],
  importance: ["low", "normal", "high"],
  onPremisesDirectorySynchronizationDeletionPreventionType: [
    "disabled",
    "enabledforcount",
    "enabledforpercentage",
  ],
};

export function isGraphType(name: string): name is GraphTypeName {
  return Object.hasOwn(graphTypes, name);
}

/** The names of all properties that are imitated. */
export function propertyNames(type: GraphTypeName): string[] {
  return Object.keys(graphTypes[type]);
}

/** The declared type of a property, or undefined when there is no such property. */
export function propertyType(type: GraphTypeName, property: string): string | undefined {
  const properties: Readonly<Record<string, string>> = graphTypes[type];
  return Object.hasOwn(properties, property) ? properties[property] : undefined;
}
