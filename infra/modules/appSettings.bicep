@description('Name of the function app.')
param appName string
@description('Name of the storage account.')
param storageName string
@description('Name of the Application Insights resource.')
param insightsName string
@description('Name of the vault.')
param vaultName string
@description('Name of the app\'s identity.')
param identityName string
@description('Name of the Durable Task Scheduler; empty where runs are kept in the storage account.')
param schedulerName string
@description('Task hub in the scheduler.')
param taskHubName string
@description('What whoever deploys decides (adapters/config.ts).')
param product {
  PUBLIC_URL: string
  LINK_CLIENT_ID: string
  API_CLIENT_ID: string
  MAIL_SENDER: string
  PAUSED: string
  RETAIN_DAYS: string
  EVIDENCE_DAYS: string
  LIMIT_PER_CALLER: string
  LIMIT_PER_RECIPIENT: string
  LIMIT_PER_DIRECTORY: string
}

resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}
resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}
resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}
resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' existing = if (!empty(schedulerName)) {
  name: schedulerName
}

var identityClientId = identity.properties.clientId
var vaultUrl = vault.properties.vaultUri
var tokenIssuer = environment().authentication.loginEndpoint
var storageSuffix = environment().suffixes.storage

// host.json says "azureStorage" by saying nothing; these settings of the host's own change that, so that one package
// serves both.
var engine = empty(schedulerName)
  ? {
      // Flex Consumption scales by what queues tell: half a minute, the default, is long for a person who pressed Continue.
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval: '00:00:10'
    }
  : {
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__type: 'azureManaged'
      AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
      AzureFunctionsJobHost__extensions__durableTask__hubName: taskHubName
      DURABLE_TASK_SCHEDULER_CONNECTION_STRING: 'Endpoint=${scheduler!.properties.endpoint};Authentication=ManagedIdentity;ClientID=${identityClientId}'
    }

// A resource of its own, as PUBLIC_URL is known only once the app is there. It replaces all settings at every deployment:
// what is changed in the portal lasts until the next one, what is set with `azd env set` stays.
resource settings 'Microsoft.Web/sites/config@2025-03-01' = {
  parent: app
  name: 'appsettings'
  properties: union(product, engine, {
    AzureWebJobsStorage__blobServiceUri: 'https://${storageName}.blob.${storageSuffix}'
    AzureWebJobsStorage__queueServiceUri: 'https://${storageName}.queue.${storageSuffix}'
    AzureWebJobsStorage__tableServiceUri: 'https://${storageName}.table.${storageSuffix}'
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identityClientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
    // The alerts read these lines, so none may be left out where many come at once.
    AzureFunctionsJobHost__logging__applicationInsights__samplingSettings__excludedTypes: 'Trace;Exception'
    TABLES_PREFIX: ''
    ENTRA_AUTHORITY: tokenIssuer
    GRAPH_URL: 'https://graph.microsoft.com'
    ARM_URL: environment().resourceManager
    HOME_TENANT_ID: tenant().tenantId
    MANAGED_IDENTITY_CLIENT_ID: identityClientId
    KEY_VAULT_URL: vaultUrl
    CALLERS: '@Microsoft.KeyVault(SecretUri=${vaultUrl}secrets/callers)'
  })
}
