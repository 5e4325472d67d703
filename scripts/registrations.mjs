// Makes the two registrations of the product in its home directory, or brings them up to date.
import { spawnSync } from "node:child_process";
import { createService } from "./azureService.mjs";
import { serviceAddresses } from "./clouds.mjs";
import { createDeployer } from "./deployer.mjs";
import { Mistake, runProgram, setting } from "./program.mjs";
import { homeDirectory, lookUpScopes } from "./registrations/directory.mjs";
import { requireCallers } from "./registrations/firstCallers.mjs";
import { ensureCredential, ensurePermission, findIdentity } from "./registrations/identity.mjs";
import {
  apiCallbacks,
  apiManifest,
  linkCallbacks,
  linkManifest,
  operatorScopes,
} from "./registrations/manifest.mjs";
import { ensureConsent, ensurePrincipal, warnOfGrants } from "./registrations/principal.mjs";
import {
  ensureRegistration,
  warnOfCredentials,
  warnOfOwners,
  warnOfRedirects,
} from "./registrations/registration.mjs";
import { createReport } from "./registrations/report.mjs";
import { readSettings } from "./registrations/settings.mjs";

async function main() {
  const settings = readSettings();
  const { azd, dryRun, identity, patience, tenantId } = settings;
  const addresses = serviceAddresses();
  const tokenFor = createDeployer({ tenantId, azdFirst: azd });
  if (azd && !identity)
    await requireCallers({ tokenFor, addresses, vaultId: setting("KEY_VAULT_ID") });
  const graph = createService({
    name: "Microsoft Graph",
    origin: addresses.graphUrl,
    resource: addresses.resources.graph,
    tokenFor,
  });
  const report = createReport({ dryRun });
  const ids = await ensureAll({ graph, report, patience }, settings, addresses.authority);
  tellEnd(report, settings, ids);
  if (azd && !dryRun) rememberIds(ids);
  if (azd && report.hasDangers() && !settings.allowForeign)
    throw new Mistake(
      "Stopped: others can sign in as the product, see the warnings. Delete what they name, or, if you made it on purpose, azd env set ALLOW_FOREIGN_CREDENTIALS true. Then start again.",
    );
}

async function ensureAll(tools, settings, authority) {
  const { graph, report } = tools;
  const { publicUrl, identity } = settings;
  const home = await homeDirectory(graph, settings.tenantId);
  report.say(`Directory ${home.displayName} (${home.id})`);
  const { graphPrincipal, linkScopes, apiScopes } = await lookUpScopes(graph);
  // Looked for before anything is changed: a wrong id must not leave half of it behind.
  const trusted = identity && (await findIdentity(tools, identity));
  const all = { settings, trusted, issuer: `${authority}/${home.id}/v2.0` };
  const link = await ensureOne(tools, all, {
    ...{ what: "link", displayName: "Directory link", setting: "LINK_CLIENT_ID" },
    callbacks: linkCallbacks,
    assignmentRequired: false,
    manifest: () => linkManifest({ publicUrl, scopes: linkScopes }),
  });
  const api = await ensureOne(tools, all, {
    ...{ what: "api", displayName: "Directory link API", setting: "API_CLIENT_ID" },
    callbacks: apiCallbacks,
    consentTo: graphPrincipal.id,
    assignmentRequired: true,
    manifest: (appId) => apiManifest({ publicUrl, appId, scopes: apiScopes }),
  });
  const consent = { resourceId: graphPrincipal.id, scope: operatorScopes.join(" ") };
  await ensureConsent(tools, api.principal, consent);
  if (trusted) await ensurePermission(tools, trusted, graphPrincipal);
  return { home, link: link.application, api: api.application };
}

async function ensureOne(tools, { settings, trusted, issuer }, wanted) {
  const { what, displayName, manifest, assignmentRequired } = wanted;
  tools.report.say(what);
  const application = await ensureRegistration(tools, {
    ...{ displayName, manifest, mark: `directory-link-${settings.environment}-${what}` },
    clientId: { setting: wanted.setting, value: setting(wanted.setting) },
  });
  const principal = await ensurePrincipal(tools, application, { assignmentRequired });
  if (trusted) await ensureCredential(tools, application, { what, issuer, subject: trusted.id });
  warnOfCredentials(tools, what, application ?? {});
  warnOfCredentials(tools, `the service principal of ${what}`, principal ?? {});
  if (!settings.publicUrl) warnOfRedirects(tools, what, application ?? {}, wanted.callbacks);
  if (application) await warnOfOwners(tools, what, `/v1.0/applications/${application.id}`);
  if (principal) {
    const path = `/v1.0/servicePrincipals/${principal.id}`;
    await warnOfOwners(tools, `the service principal of ${what}`, path);
    await warnOfGrants(tools, what, { principal, ownResourceId: wanted.consentTo });
  }
  return { application, principal };
}

function tellEnd(report, { publicUrl, identity }, { home, link, api }) {
  report.say();
  report.say(`HOME_TENANT_ID=${home.id}`);
  if (link) report.say(`LINK_CLIENT_ID=${link.appId}`);
  if (api) report.say(`API_CLIENT_ID=${api.appId}`);
  if (!publicUrl)
    report.say(
      "Callbacks were left as they are: run it again with --public-url once the app has one.",
    );
  if (!identity)
    report.say("No managed identity was named: run it again with --identity once there is one.");
  report.end();
}

function rememberIds({ link, api }) {
  for (const [name, { appId }] of Object.entries({ LINK_CLIENT_ID: link, API_CLIENT_ID: api })) {
    const { status, error } = spawnSync("azd", ["env", "set", name, appId], { stdio: "inherit" });
    if (error || status !== 0)
      throw new Mistake(
        `azd env set ${name} ${appId} failed (${error?.code ?? status}). Run it by hand, then start again.`,
      );
  }
}

await runProgram(main);
