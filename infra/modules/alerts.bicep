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

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' existing = {
  name: workspaceName
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

// Each query is a file of its own, which test/infra/ holds against what the product emits. docs/operations.md says what to
// do. Something that happened (`isEvent`) mails once: windows overlap, so that a late line is seen, and the pause after a
// mail is as long as the window. Something that lasts is over when it is over, and says so.
var rules = {
  parkedLinks: {
    title: 'Links wait for an operator'
    query: loadTextContent('../alerts/parkedLinks.kql')
    severity: 2
    isEvent: true
    window: 'PT30M'
    every: 'PT15M'
    measure: 'parked'
    by: 'code'
    operator: 'GreaterThanOrEqual'
    threshold: 1
    times: 1
  }
  failedRuns: {
    title: 'Orchestrations failed'
    query: loadTextContent('../alerts/failedRuns.kql')
    severity: 1
    isEvent: true
    window: 'PT30M'
    every: 'PT15M'
    measure: 'failed'
    by: ''
    operator: 'GreaterThanOrEqual'
    threshold: 1
    times: 1
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
    times: 1
  }
  consentErrors: {
    title: 'People come back from Microsoft with errors'
    query: loadTextContent('../alerts/consentErrors.kql')
    severity: 2
    isEvent: true
    window: 'PT1H'
    every: 'PT15M'
    measure: 'refused'
    by: 'code'
    operator: 'GreaterThanOrEqual'
    // One person who tries twice is no sign yet.
    threshold: 3
    times: 1
  }
  silence: {
    title: 'The app is not able to work'
    query: loadTextContent('../alerts/silence.kql')
    severity: 0
    isEvent: false
    window: 'PT10M'
    every: 'PT5M'
    measure: 'told'
    by: ''
    operator: 'LessThan'
    threshold: 1
    // So many looks in a row: a first `azd up` needs its time between making this rule and deploying the app.
    times: 4
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
      muteActionsDuration: rule.value.isEvent ? rule.value.window : null
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
            failingPeriods: {
              numberOfEvaluationPeriods: rule.value.times
              minFailingPeriodsToAlert: rule.value.times
            }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [people.id] }
    }
  }
]
