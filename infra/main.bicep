targetScope = 'subscription'

@description('Name of the azd environment: names the resource group and is part of every other name.')
@minLength(1)
@maxLength(60)
param environmentName string

@description('Region of everything; it has to offer Functions on Flex Consumption.')
@minLength(1)
@metadata({ azd: { type: 'location' } })
param location string

// No default would make `azd up` ask for the ids before its hook has made the registrations.
@description('Application (client) id of the link registration; the hook before provisioning fills it in.')
@maxLength(36)
param linkClientId string = ''

@description('Application (client) id of the api registration; the hook before provisioning fills it in.')
@maxLength(36)
param apiClientId string = ''

@description('Address of the mailbox in the home tenant that mails go out from.')
@minLength(6)
@maxLength(254)
param mailSender string

@description('Who gets a mail when an alert fires; with none the alerts are seen in the portal only.')
@maxLength(254)
param alertEmail string = ''

@description('Own host name of the app, without https://. Empty: the one that Azure gives.')
@maxLength(253)
param publicHostName string = ''

@description('Where Durable Functions keep runs and history. Runs do not move along: change it while no link is open.')
@allowed(['AzureStorage', 'DurableTaskScheduler'])
param durableBackend string = 'AzureStorage'

@description('For DurableTaskScheduler: addresses or CIDR ranges that may reach the scheduler, comma-separated.')
param schedulerAllowedIps string = ''

@description('Copies of the storage account, which has every record of the product. Standard_ZRS needs a region with zones.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageRedundancy string = 'Standard_ZRS'

@description('recover: take up the deleted vault of the same name and region, with its keys; it is kept for 90 days.')
@allowed(['default', 'recover'])
param vaultCreateMode string = 'default'

@description('Memory of one instance in MB; CPU comes in proportion.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

// Requests, the story's steps and each timer run on instances of their own; Flex Consumption takes 40 everywhere.
@description('Most instances that Azure may run at once: the limit of what a flood of requests can cost.')
@minValue(40)
@maxValue(1000)
param maximumInstances int = 40

@description('Instances that stand ready for requests, and as many for the steps of links, so that nobody waits for a cold start; each is paid for all day.')
@minValue(0)
@maxValue(10)
param alwaysReadyInstances int = 0

@description('Days that logs, traces and metrics are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 90

@description('Gigabytes a day that the workspace takes in. Past that, alerts are blind until the next day.')
@minValue(1)
@maxValue(100)
param dailyLogLimitGb int = 2

@description('true: no new links and no writes in customers\' directories, until it is false again.')
param paused bool = false

@description('Days that the engine\'s history is kept after a link is finished.')
@minValue(1)
@maxValue(3650)
param retainDays int = 30

@description('Days after which a finished link loses names and addresses.')
@minValue(1)
@maxValue(36500)
param evidenceDays int = 730

@description('New links that one caller may ask for in an hour.')
@minValue(1)
@maxValue(1000000)
param limitPerCaller int = 300

@description('New links a day about one address.')
@minValue(1)
@maxValue(1000000)
param limitPerRecipient int = 10

@description('New links a day about one directory.')
@minValue(1)
@maxValue(1000000)
param limitPerDirectory int = 50

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var usesScheduler = durableBackend == 'DurableTaskScheduler'
// https://learn.microsoft.com/azure/cloud-adoption-framework/ready/azure-best-practices/resource-abbreviations
var names = {
  group: 'rg-${environmentName}'
  identity: 'id-${token}'
  storage: 'st${token}'
  vault: 'kv-${token}'
  workspace: 'log-${token}'
  insights: 'appi-${token}'
  actionGroup: 'ag-${token}'
  scheduler: 'dts-${token}'
  taskHub: 'directorylink'
  plan: 'asp-${token}'
  app: 'func-${token}'
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: names.group
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: names.identity, location: location, tags: tags }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: { name: names.storage, location: location, tags: tags, redundancy: storageRedundancy }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: { name: names.vault, location: location, tags: tags, createMode: vaultCreateMode }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: names.workspace
    insightsName: names.insights
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyLimitGb: dailyLogLimitGb
  }
}

module scheduler 'modules/scheduler.bicep' = if (usesScheduler) {
  scope: group
  params: {
    name: names.scheduler
    taskHubName: names.taskHub
    location: location
    tags: tags
    allowedIps: schedulerAllowedIps
    identityName: names.identity
  }
  dependsOn: [identity]
}

module access 'modules/access.bicep' = {
  scope: group
  params: {
    identityName: names.identity
    storageName: names.storage
    vaultName: names.vault
    insightsName: names.insights
    keepsRunsInStorage: !usesScheduler
  }
  dependsOn: [identity, storage, vault, monitoring]
}

module app 'modules/functionApp.bicep' = {
  scope: group
  params: {
    name: names.app
    planName: names.plan
    location: location
    tags: tags
    identityName: names.identity
    packageContainerUrl: storage.outputs.packageContainerUrl
    instanceMemoryMB: instanceMemoryMB
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
  }
  // An app that starts before it may read anything fails, and is not tried again at once.
  dependsOn: [access]
}

var noRegistrations = 'LINK_CLIENT_ID or API_CLIENT_ID is missing: the registrations are not made yet. Run: azd hooks run preprovision'
var publicUrl = 'https://${empty(publicHostName) ? app.outputs.defaultHostName : publicHostName}'

module settings 'modules/appSettings.bicep' = {
  scope: group
  params: {
    appName: names.app
    storageName: names.storage
    insightsName: names.insights
    vaultName: names.vault
    identityName: names.identity
    schedulerName: usesScheduler ? names.scheduler : ''
    taskHubName: names.taskHub
    product: {
      PUBLIC_URL: publicUrl
      LINK_CLIENT_ID: empty(linkClientId) ? fail(noRegistrations) : linkClientId
      API_CLIENT_ID: empty(apiClientId) ? fail(noRegistrations) : apiClientId
      MAIL_SENDER: mailSender
      PAUSED: paused ? 'true' : 'false'
      RETAIN_DAYS: string(retainDays)
      EVIDENCE_DAYS: string(evidenceDays)
      LIMIT_PER_CALLER: string(limitPerCaller)
      LIMIT_PER_RECIPIENT: string(limitPerRecipient)
      LIMIT_PER_DIRECTORY: string(limitPerDirectory)
    }
  }
  dependsOn: [scheduler]
}

module diagnostics 'modules/diagnostics.bicep' = {
  scope: group
  params: {
    workspaceName: names.workspace
    vaultName: names.vault
    appName: names.app
  }
  dependsOn: [monitoring, vault, app]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    workspaceName: names.workspace
    actionGroupName: names.actionGroup
    location: location
    tags: tags
    email: alertEmail
    vaultName: names.vault
  }
  dependsOn: [monitoring, vault]
}

// azd keeps these in the environment, where the hooks read them; none is a secret.
output AZURE_RESOURCE_GROUP string = names.group
output PUBLIC_URL string = publicUrl
output AZURE_TENANT_ID string = tenant().tenantId
output FUNCTION_APP_NAME string = names.app
output FUNCTION_APP_ID string = app.outputs.id
output IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
output IDENTITY_CLIENT_ID string = identity.outputs.clientId
output KEY_VAULT_ID string = vault.outputs.id
output KEY_VAULT_URL string = vault.outputs.url
