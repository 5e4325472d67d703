/**
 * The part of Graph's types that the sandbox imitates, in Graph's own notation (`microsoft.graph.`
 * left out). A name that is not here is refused in bodies and in $select.
 * Source: Graph v1.0 metadata.
 */
export const graphTypes = {
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
  unifiedRoleAssignment: {
    id: "Edm.String",
    directoryScopeId: "Edm.String",
    principalId: "Edm.String",
    roleDefinitionId: "Edm.String",
  },
  directoryRole: {
    id: "Edm.String",
    description: "Edm.String",
    displayName: "Edm.String",
    roleTemplateId: "Edm.String",
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
  onPremisesDirectorySynchronization: {
    id: "Edm.String",
    configuration: "onPremisesDirectorySynchronizationConfiguration",
    features: "onPremisesDirectorySynchronizationFeature",
  },
  onPremisesDirectorySynchronizationConfiguration: {
    accidentalDeletionPrevention: "onPremisesAccidentalDeletionPrevention",
  },
  onPremisesAccidentalDeletionPrevention: {
    alertThreshold: "Edm.Int32",
    synchronizationPreventionType: "onPremisesDirectorySynchronizationDeletionPreventionType",
  },
  onPremisesDirectorySynchronizationFeature: {
    deviceWritebackEnabled: "Edm.Boolean",
    directoryExtensionsEnabled: "Edm.Boolean",
    groupWriteBackEnabled: "Edm.Boolean",
    passwordSyncEnabled: "Edm.Boolean",
    passwordWritebackEnabled: "Edm.Boolean",
    userWritebackEnabled: "Edm.Boolean",
  },
  tenantInformation: {
    defaultDomainName: "Edm.String",
    displayName: "Edm.String",
    federationBrandName: "Edm.String",
    tenantId: "Edm.String",
  },
  message: {
    bccRecipients: "Collection(recipient)",
    body: "itemBody",
    categories: "Collection(Edm.String)",
    ccRecipients: "Collection(recipient)",
    from: "recipient",
    importance: "importance",
    internetMessageHeaders: "Collection(internetMessageHeader)",
    replyTo: "Collection(recipient)",
    sender: "recipient",
    subject: "Edm.String",
    toRecipients: "Collection(recipient)",
  },
  itemBody: { content: "Edm.String", contentType: "bodyType" },
  internetMessageHeader: { name: "Edm.String", value: "Edm.String" },
  recipient: { emailAddress: "emailAddress" },
  emailAddress: { address: "Edm.String", name: "Edm.String" },
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type GraphTypeName = keyof typeof graphTypes;

/** Enumerations, in lower case: Graph reads them in any. */
export const graphEnums: Readonly<Record<string, readonly string[]>> = {
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

/** The declared type of a property, or undefined when there is no such property. */
export function propertyType(type: GraphTypeName, property: string): string | undefined {
  const properties: Readonly<Record<string, string>> = graphTypes[type];
  return Object.hasOwn(properties, property) ? properties[property] : undefined;
}
