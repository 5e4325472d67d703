@description('Name of the identity.')
param name string
@description('Region.')
param location string
@description('Tags of every resource.')
param tags { *: string }

// Assigned by us and not the system's own: its roles and federated credentials are there before the app is,
// and outlive an app that is made anew.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

output principalId string = identity.properties.principalId
output clientId string = identity.properties.clientId
