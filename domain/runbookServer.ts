import type { RunbookStep } from "./runbook";
import { byDomain, bySynchronisation, serverReportsOn, type RunbookCase } from "./runbookCase";

const adSync = "Import-Module ADSync";
const agentModule = String.raw`Import-Module 'C:\Program Files\Microsoft Azure AD Connect Provisioning Agent\Microsoft.CloudSync.Powershell.dll'`;

const connectRights = [
  String.raw`Import-Module 'C:\Program Files\Microsoft Azure Active Directory Connect\AdSyncConfig\AdSyncConfig.psm1'`,
  "Get-ADSyncADConnectorAccount",
  "Set-ADSyncPasswordWritebackPermissions -ADConnectorAccountName 'NAME' -ADConnectorAccountDomain 'DOMAIN'",
].join("\n");
const cloudRights = [
  agentModule,
  "Set-AADCloudSyncPermissions -PermissionType PasswordWriteBack -EACredential $(Get-Credential)",
].join("\n");

/** What the connector's account may do in Active Directory. */
export function rightsStep({ server }: RunbookCase): RunbookStep {
  const account = server === "cloud" ? "the agent’s account" : "the connector’s account";
  return {
    title: "Check the rights in Active Directory",
    words: [
      `On each domain’s root, ${account} needs for users: Reset password, Change password, write lockoutTime and pwdLastSet; and on the root itself the extended right Unexpire Password.`,
      server === "cloud"
        ? "The agent’s set-up gives them. The command gives them again where they were lost."
        : "The last command gives them: put in the name and the domain that the second one shows. Then look at the root whether Unexpire Password is there.",
      "It can take an hour or more until every domain controller knows of it.",
    ],
    commands: server === "cloud" ? cloudRights : connectRights,
    by: byDomain,
  };
}

export const passwordAgeStep = (): RunbookStep => ({
  title: "Let a new password be changed at once",
  words: [
    "Set “Minimum password age” in the domain’s Group Policy to 0. Otherwise whoever changed a password today cannot reset it today.",
  ],
  commands: "Get-ADDefaultDomainPasswordPolicy | Select-Object MinPasswordAge",
  by: byDomain,
});

const look = [
  adSync,
  '$c = (Get-ADSyncConnector | ? { $_.Name -ilike "*AAD" }).Name',
  "Get-ADSyncAADPasswordResetConfiguration -Connector $c",
];
const connectOn = [...look, "Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $true"];
const cloudOn = [
  agentModule,
  "Set-AADCloudSyncPasswordWritebackConfiguration -Enable $true -Credential $(Get-Credential)",
];

const firstTime =
  "The first time, the server’s event log may show the events 656 and 657. Should they come again, look at the rights and at port 443.";
const credentials =
  "Where it asks for an account, it has to be an administrator that was created in the cloud, not a federated one.";

function connectStep(isOn: boolean): Omit<RunbookStep, "by"> {
  if (isOn)
    return {
      title: "See that write-back is on at the Connect server",
      words: [
        "The directory reports write-back as enabled, so the server was probably set up before. The command shows how it stands there; nothing is changed by it.",
      ],
      commands: look.join("\n"),
    };
  return {
    title: "Turn write-back on at the Connect server",
    words: [
      "In the wizard: Configure, Customize synchronization options, Optional features, tick Password writeback. Or with these commands; the third shows how it stands, the last turns it on.",
      credentials,
      firstTime,
    ],
    commands: connectOn.join("\n"),
  };
}

const cloudStep = (isOn: boolean): Omit<RunbookStep, "by"> => ({
  title: "Turn write-back on at the server with the agent",
  words: [
    ...(isOn
      ? [
          "The directory reports write-back as enabled already. Running the command once more does no harm.",
        ]
      : []),
    credentials,
    firstTime,
  ],
  commands: cloudOn.join("\n"),
});

/** The switch on the server itself. */
export function switchStep(asked: RunbookCase): RunbookStep {
  const isOn = serverReportsOn(asked.link);
  const step = asked.server === "cloud" ? cloudStep(isOn) : connectStep(isOn);
  return { ...step, by: bySynchronisation(asked) };
}
