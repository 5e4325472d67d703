@description('Name of the Durable Task Scheduler.')
@minLength(3)
@maxLength(64)
param name string
@description('Name of the task hub.')
@minLength(3)
@maxLength(64)
param taskHubName string
@description('Region.')
param location string
@description('Tags of every resource.')
param tags { *: string }
@description('Addresses or CIDR ranges that may reach it, comma-separated.')
param allowedIps string
@description('Name of the app\'s identity.')
param identityName string

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = {
  name: identityName
}

// The scheduler answers nobody while this list is empty. Flex Consumption without a virtual network has no address of
// its own, so there '0.0.0.0/0' is the only list that lets the app in, and tokens and roles alone guard the door. That is
// for whoever deploys to say, so there is no default.
var ipAllowlist = empty(trim(allowedIps))
  ? fail('DURABLE_BACKEND=DurableTaskScheduler needs SCHEDULER_ALLOWED_IPS: the addresses that may reach the scheduler, for example the NAT gateway of your virtual network; 0.0.0.0/0 where the app has none. Set it with: azd env set SCHEDULER_ALLOWED_IPS …')
  : map(split(allowedIps, ','), one => trim(one))

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    ipAllowlist: ipAllowlist
    sku: { name: 'Consumption' }
  }

  resource hub 'taskHubs' = {
    name: taskHubName
  }
}

var dataContributor = '0ad04412-c4d5-4796-b79c-f76d14c8d402'

// Durable Task Data Contributor, on the one task hub: the host starts, runs, wakes and purges runs there. The Worker role
// only runs them.
resource hubAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(scheduler::hub.id, identity.id, dataContributor)
  scope: scheduler::hub
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', dataContributor)
  }
}
