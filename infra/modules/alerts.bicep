@description('Name of the Log Analytics workspace.')
param workspaceName string
@description('Name of the action group.')
param actionGroupName string
@description('Region.')
param location string
@description('Tags of every resource.')
param tags { *: string }
@description('Who gets the mails; empty for nobody.')
param email string
@description('Name of the vault.')
param vaultName string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
}
resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'dirlink'
    enabled: true
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

// Each query is a file of its own; test/infra/ plays it on what the product emits. docs/operations.md says what to do.
// Something that happened (`isEvent`) is never "over": its query takes what came in since the look before, so the window
// only says how late a line may come. Something that lasts is told when it begins, and again when it is over.
var rules = {
  parkedLinks: {
    title: 'Links wait for an operator'
    query: loadTextContent('../alerts/parkedLinks.kql')
    severity: 2
    isEvent: true
    window: 'PT2H'
    every: 'PT15M'
    measure: 'parked'
    by: 'code'
    operator: 'GreaterThanOrEqual'
    threshold: 1
  }
  failedRuns: {
    title: 'Orchestrations failed'
    query: loadTextContent('../alerts/failedRuns.kql')
    severity: 1
    isEvent: true
    window: 'PT2H'
    every: 'PT15M'
    measure: 'failed'
    by: ''
    operator: 'GreaterThanOrEqual'
    threshold: 1
  }
  outboxAge: {
    title: 'A callback does not take its events'
    query: loadTextContent('../alerts/outboxAge.kql')
    severity: 2
    isEvent: false
    window: 'PT15M'
    every: 'PT15M'
    measure: 'oldestMinutes'
    by: ''
    operator: 'GreaterThan'
    // From here on /api/health says "degraded".
    threshold: 60
  }
  consentErrors: {
    title: 'People come back from Microsoft with errors'
    query: loadTextContent('../alerts/consentErrors.kql')
    severity: 2
    isEvent: false
    window: 'PT1H'
    every: 'PT15M'
    measure: 'refused'
    by: 'code'
    operator: 'GreaterThanOrEqual'
    // One person who tries twice is no sign yet.
    threshold: 3
  }
  silence: {
    title: 'The app is not able to work'
    query: loadTextContent('../alerts/silence.kql')
    severity: 0
    isEvent: false
    window: 'PT30M'
    every: 'PT5M'
    measure: 'told'
    by: ''
    operator: 'LessThan'
    threshold: 1
  }
  vaultWritten: {
    title: 'Somebody changed secrets in the vault'
    query: loadTextContent('../alerts/vaultWritten.kql')
    severity: 1
    isEvent: true
    window: 'PT2H'
    every: 'PT15M'
    measure: 'writes'
    by: 'operation'
    operator: 'GreaterThanOrEqual'
    threshold: 1
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in items(rules): {
    name: 'alert-${rule.key}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.value.title
      description: 'docs/operations.md, ${rule.key}, says what to do.'
      enabled: true
      severity: rule.value.severity
      scopes: [workspace.id]
      evaluationFrequency: rule.value.every
      windowSize: rule.value.window
      autoMitigate: !rule.value.isEvent
      // A new workspace does not know tables yet that nothing was written to.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: rule.value.query
            timeAggregation: 'Total'
            metricMeasureColumn: rule.value.measure
            dimensions: empty(rule.value.by) ? [] : [{ name: rule.value.by, operator: 'Include', values: ['*'] }]
            operator: rule.value.operator
            threshold: rule.value.threshold
            // More than one needs a column of times in the result, and none of the queries has one.
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [people.id] }
    }
  }
]

// Belongs to `vaultWritten`: whoever writes secrets through Azure Resource Manager, as `npm run keys` does, is in the
// activity log.
resource writtenByResourceManager 'Microsoft.Insights/activityLogAlerts@2020-10-01' = {
  name: 'alert-vaultWritten-resource-manager'
  location: 'global'
  tags: tags
  properties: {
    description: 'docs/operations.md, vaultWritten, says what to do.'
    enabled: true
    scopes: [vault.id]
    condition: {
      allOf: [
        { field: 'category', equals: 'Administrative' }
        { field: 'operationName', equals: 'Microsoft.KeyVault/vaults/secrets/write' }
        { field: 'status', equals: 'Succeeded' }
      ]
    }
    actions: { actionGroups: empty(email) ? [] : [{ actionGroupId: people.id }] }
  }
}
