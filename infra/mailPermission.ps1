#Requires -Version 7.2
#Requires -Modules ExchangeOnlineManagement
<#
.SYNOPSIS
Lets the app's managed identity send mail from the one mailbox, and from no other.

.DESCRIPTION
Exchange Online's RBAC for Applications: the role "Application Mail.Send" for the identity, limited to a management
scope that holds the sender's mailbox alone. The permission Mail.Send of Microsoft Graph would be every mailbox of the
directory, and both add up: the identity must not have it (npm run registrations warns of it).
Run it again at any time: what is right is left alone, what differs is put right, and both ways are tested.
You need the role Exchange Administrator (in Exchange: Organization Management).

.PARAMETER IdentityClientId
Client id of the managed identity (azd env get-value IDENTITY_CLIENT_ID).

.PARAMETER IdentityPrincipalId
Its principal id, the object id of its service principal (azd env get-value IDENTITY_PRINCIPAL_ID).

.PARAMETER Sender
Address of the mailbox that the app sends from (MAIL_SENDER). A shared mailbox is enough.

.EXAMPLE
./infra/mailPermission.ps1 -IdentityClientId 11111111-… -IdentityPrincipalId 22222222-… -Sender links@contoso.example
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [guid] $IdentityClientId,
    [Parameter(Mandatory)] [guid] $IdentityPrincipalId,
    [Parameter(Mandatory)] [mailaddress] $Sender
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$role = 'Application Mail.Send'
# One name for scope and assignment; Exchange allows 64 characters.
$name = "Directory link mail $IdentityPrincipalId"

if (-not (Get-ConnectionInformation)) { Connect-ExchangeOnline -ShowBanner:$false }

function Get-OrNothing([scriptblock] $Get) {
    try { & $Get } catch {
        if ("$_" -match "couldn't be found|wasn't found|not found|ManagementObjectNotFound") { return $null }
        throw
    }
}

$mailbox = Get-OrNothing { Get-Mailbox -Identity $Sender.Address }
if (-not $mailbox) {
    throw "There is no mailbox $($Sender.Address). Make one (a shared mailbox is enough), or give another -Sender."
}

$principal = Get-OrNothing { Get-ServicePrincipal -Identity "$IdentityPrincipalId" }
if (-not $principal) {
    $principal = New-ServicePrincipal -AppId "$IdentityClientId" -ObjectId "$IdentityPrincipalId" -DisplayName 'Directory link'
    Write-Output 'Identity: made known to Exchange'
}
elseif ("$($principal.AppId)" -ne "$IdentityClientId") {
    throw "Exchange knows $IdentityPrincipalId with the client id $($principal.AppId), not $IdentityClientId. Check both ids: they stand on the identity's page in the Azure portal."
}
else { Write-Output 'Identity: known to Exchange already' }

# By the mailbox's id, which stays when its addresses change and which no other mailbox can take over.
$filter = "Guid -eq '$($mailbox.Guid)'"
$scope = Get-OrNothing { Get-ManagementScope -Identity $name }
if (-not $scope) {
    New-ManagementScope -Name $name -RecipientRestrictionFilter $filter | Out-Null
    Write-Output "Scope: made, holds $($mailbox.PrimarySmtpAddress) alone"
}
elseif ("$($scope.RecipientFilter)" -notmatch "^\(?\s*Guid -eq '$($mailbox.Guid)'\s*\)?$") {
    Set-ManagementScope -Identity $name -RecipientRestrictionFilter $filter
    Write-Output "Scope: mended, holds $($mailbox.PrimarySmtpAddress) alone"
}
else { Write-Output 'Scope: unchanged' }

$assignment = Get-OrNothing { Get-ManagementRoleAssignment -Identity $name }
if (-not $assignment) {
    New-ManagementRoleAssignment -Name $name -App "$IdentityPrincipalId" -Role $role -CustomResourceScope $name | Out-Null
    Write-Output "Assignment: made, $role"
}
elseif ("$($assignment.Role)" -ne $role) {
    throw "The assignment '$name' is of the role $($assignment.Role). Remove it (Remove-ManagementRoleAssignment) and start again."
}
elseif ("$($assignment.CustomResourceScope)" -ne $name) {
    Set-ManagementRoleAssignment -Identity $name -CustomResourceScope $name
    Write-Output 'Assignment: mended, limited to the scope again'
}
else { Write-Output 'Assignment: unchanged' }

# What Exchange itself says: for the sender, for another mailbox, and about anything besides.
function Test-MaySend([string] $Mailbox) {
    $rows = @(Test-ServicePrincipalAuthorization -Identity "$IdentityPrincipalId" -Resource $Mailbox)
    return @($rows | Where-Object { "$($_.GrantedPermissions)" -match 'Mail\.Send' -and "$($_.InScope)" -eq 'True' }).Count -gt 0
}

if (-not (Test-MaySend $mailbox.PrimarySmtpAddress)) {
    throw "Exchange does not let the identity send from $($mailbox.PrimarySmtpAddress) yet. Wait some minutes and start again."
}
Write-Output "Test: may send from $($mailbox.PrimarySmtpAddress)"

$other = Get-Mailbox -ResultSize 2 -WarningAction SilentlyContinue | Where-Object Guid -ne $mailbox.Guid | Select-Object -First 1
if (-not $other) { Write-Warning 'There is no other mailbox to test against.' }
elseif (Test-MaySend $other.PrimarySmtpAddress) {
    throw "The identity may also send from $($other.PrimarySmtpAddress). Look for other assignments: Get-ManagementRoleAssignment -RoleAssignee $IdentityPrincipalId"
}
else { Write-Output "Test: may not send from $($other.PrimarySmtpAddress)" }

Test-ServicePrincipalAuthorization -Identity "$IdentityPrincipalId" |
    Where-Object { $_.RoleName -ne $role -or "$($_.AllowedResourceScope)" -ne $name } |
    ForEach-Object { Write-Warning "The identity also holds $($_.RoleName) on $($_.AllowedResourceScope), which the product does not use." }

Write-Output 'Done. Exchange takes thirty minutes to two hours until the app can send.'
