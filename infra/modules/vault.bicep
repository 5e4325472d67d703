@description('Name of the vault.')
@minLength(3)
@maxLength(24)
param name string
@description('Region.')
param location string
@description('Tags of every resource.')
param tags { *: string }
@description('default, or recover for a vault that was deleted.')
@allowed(['default', 'recover'])
param createMode string

// Secrets are put in afterwards by `npm run keys`: a template that made them would leave them in the deployment's history.
resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    createMode: createMode
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enabledForDeployment: false
    enabledForDiskEncryption: false
    enabledForTemplateDeployment: false
    // Key Vault references do not resolve in Flex Consumption where the vault's network is closed
    // (Functions, "Flex Consumption plan", Considerations); who gets in is decided by tokens and roles.
    publicNetworkAccess: 'Enabled'
    networkAcls: { defaultAction: 'Allow', bypass: 'None' }
  }
}

output id string = vault.id
output url string = vault.properties.vaultUri
