import type { RunbookStep } from "./runbook";
import type { RunbookCase } from "./runbookCase";

const byServerAdministrator = "An administrator of that server.";

/** Connect below this version was announced to stop on 30 September 2026 (Entra Connect: version history). */
const leastConnect = "2.5.79.0";
const leastAgent = "1.1.977.0";

const adSync = "Import-Module ADSync";

const connection =
  "The server needs a way out on port 443: write-back runs over a connection that it opens itself.";

/** Is the software new enough, and may it reach Microsoft. */
export function versionStep({ server }: RunbookCase): RunbookStep {
  const title = "Look at the version first";
  if (server === "cloud")
    return {
      title,
      words: [
        `Cloud sync writes passwords back with provisioning agents of version ${leastAgent} or later. The version is under Apps on the server with the agent.`,
        connection,
      ],
      by: byServerAdministrator,
    };
  return {
    title,
    words: [
      `Entra Connect older than ${leastConnect} was to stop synchronising on 30 September 2026. On such a server no other setting helps: update it first.`,
      "In what the command lists, look for Microsoft.Synchronize.ServerConfigurationVersion.",
      connection,
    ],
    commands: [adSync, "(Get-ADSyncGlobalSettings).Parameters | Select-Object Name, Value"].join(
      "\n",
    ),
    by: byServerAdministrator,
  };
}
