/** Synchronisation with on premises; see types.ts. */
export const syncTypes = {
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
} as const;
