@description('Name of the app\'s identity.')
param identityName string
@description('Name of the storage account.')
param storageName string
@description('Name of the vault.')
param vaultName string
@description('Name of the Application Insights resource.')
param insightsName string
@description('Whether Durable Functions keep runs in the storage account.')
param keepsRunsInStorage bool

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}
resource account 'Microsoft.Storage/storageAccounts@2025-06-01' existing = {
  name: storageName
}
resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}
resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

var storageRoles = [
  // Storage Table Data Contributor: the product's tables, and the engine's history and instances.
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
  // Storage Blob Data Owner: the host's locks and keys ask for this one (Functions, "Connecting to host storage with an
  // identity"); the package is read with it too.
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
]
// Storage Queue Data Contributor: the engine's control and work-item queues; nothing else uses queues.
var queueRoles = keepsRunsInStorage ? ['974c5e8b-45b9-4653-ba55-5f855dd0fb88'] : []
// Key Vault Secrets User: reads the keys and `callers`, and can write nothing.
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'
// Monitoring Metrics Publisher: sends telemetry, and can read none.
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource storageAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in concat(storageRoles, queueRoles): {
    name: guid(account.id, identity.id, role)
    scope: account
    properties: {
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

resource vaultAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, secretsUser)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource insightsAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, identity.id, metricsPublisher)
  scope: insights
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}
