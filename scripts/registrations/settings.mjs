// What the program is told: by its options, and by the environment that azd gives to its hooks.
import { Help, Mistake, readOptions, setting } from "../program.mjs";

const usage = `Make the registrations link and api in the home directory, or bring them up to date:
  npm run registrations -- --environment NAME [--public-url https://links.example] [--identity PRINCIPAL_ID]

  --environment NAME   one pair of registrations for each: azd's name of the environment (or AZURE_ENV_NAME)
  --public-url URL     where the app is: its callbacks are built from it (or PUBLIC_URL); without it they stay as they are
  --identity ID        principal id of the app's managed identity: both registrations trust it, and it gets
                       CrossTenantInformation.ReadBasic.All of Microsoft Graph; mails: infra/mailPermission.ps1
  --tenant ID          the home directory to sign in to (or AZURE_TENANT_ID)
  --azd                as azd's hook: needs callers.json first, and writes LINK_CLIENT_ID and API_CLIENT_ID with azd env set
  --allow-foreign-credentials   with --azd, go on although others can sign in as the product: by a secret, a
                       certificate or a foreign federated credential (or azd env set ALLOW_FOREIGN_CREDENTIALS true)
  --patience SECONDS   how long to wait until the directory shows what was just made (60)
  --dry-run            only tell what would change

They are found again by a mark that only this program gives (uniqueName directory-link-NAME-link and -api), never by
their display name, which may be changed. Neither gets a secret or a certificate; any that is found is named.
Whoever runs this is signed in with az or azd and has the role Cloud Application Administrator; with --identity
also Privileged Role Administrator, the first time.`;

const text = { type: "string" };
const flag = { type: "boolean" };
const options = {
  ...{ environment: text, "public-url": text, identity: text, tenant: text, patience: text },
  ...{ azd: flag, "allow-foreign-credentials": flag, "dry-run": flag, help: flag },
};
const guid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export function readSettings() {
  const given = readOptions(options);
  if (given.help) throw new Help(usage);
  const environment = given.environment ?? setting("AZURE_ENV_NAME");
  if (!environment) throw new Mistake(`--environment is missing.\n\n${usage}`);
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(environment))
    throw new Mistake("--environment takes letters, digits, full stops, - and _.");
  const { identity } = given;
  if (identity !== undefined && !guid.test(identity))
    throw new Mistake("--identity has to be a principal id, a GUID.");
  const patience = Number(given.patience ?? 60);
  if (!(patience >= 0 && patience <= 600)) throw new Mistake("--patience takes 0 to 600 seconds.");
  return {
    ...{
      environment,
      identity,
      patience,
      azd: given.azd,
      allowForeign:
        given["allow-foreign-credentials"] || setting("ALLOW_FOREIGN_CREDENTIALS") === "true",
      dryRun: given["dry-run"],
    },
    publicUrl: publicUrlOf(given["public-url"] ?? setting("PUBLIC_URL")),
    tenantId: given.tenant ?? setting("AZURE_TENANT_ID"),
  };
}

/** Entra sends people back to https, or to this machine. */
function publicUrlOf(given) {
  if (given === undefined) return undefined;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isLocal = url?.protocol === "http:" && ["localhost", "127.0.0.1"].includes(url.hostname);
  if (!url || !(url.protocol === "https:" || isLocal) || url.pathname + url.search !== "/")
    throw new Mistake(`--public-url has to be https, without a path: ${given}`);
  return url.origin;
}
