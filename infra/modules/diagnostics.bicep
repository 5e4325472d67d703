@description('Name of the Log Analytics workspace.')
param workspaceName string
@description('Name of the vault.')
param vaultName string
@description('Name of the function app.')
param appName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}
resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}
resource app 'Microsoft.Web/sites@2025-03-01' existing = {
  name: appName
}

// Nothing with a mailed token is kept. AppServiceHTTPLogs of the app have each query string, and with it
// mailed tokens and Microsoft's codes; the storage account's logs have each row's keys and filter; so neither is on.
// The vault's audit has who read which secret when, from which address, with the request URI; no value.
resource ofVault 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'AuditEvent', enabled: true }]
  }
}

// The same lines as Application Insights gets, by another way: they are there when telemetry itself is what fails.
resource ofApp 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspace.id
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
  }
}
