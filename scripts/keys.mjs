// Puts the app's keys and its callers into the vault. No value is ever shown, and none can be read back.
import { createHash, randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { createService } from "./azureService.mjs";
import { readCallersFile } from "./callersFile.mjs";
import { serviceAddresses } from "./clouds.mjs";
import { createDeployer } from "./deployer.mjs";
import { Help, Mistake, readOptions, runProgram, setting } from "./program.mjs";
import { createReferences } from "./vault/references.mjs";
import { createSecrets, isUsable } from "./vault/secrets.mjs";

const usage = `Make what is missing in the vault, signing-keys and sealing-keys:
  npm run keys -- --vault-id /subscriptions/…/vaults/NAME    (or KEY_VAULT_ID; also what --azd does)
Give the app a new key beside the old ones:
  npm run keys -- --rotate signing [--rotate sealing]
Write who may call the API (npm run -s caller makes the entries):
  npm run keys -- --callers callers.json

Each version of signing-keys and of sealing-keys is one key of 32 random bytes. The newest signs and seals
once it is 15 minutes old, so that every instance knows it by then. Older versions go on verifying what was
made with them until you disable them (Azure portal, the vault, Secrets, the version): then links that were
mailed, or sessions that were sealed, with them stop working. Disable one once nothing made with it is open.
Callers are read from the newest version alone; the app is told to take it over (--app-id /subscriptions/…/sites/NAME,
or FUNCTION_APP_ID from azd), else it does so within a day, or after any change of the app's settings.

Whoever runs this is signed in with az or azd and has the role Key Vault Contributor (or Contributor) on the
vault's resource group. That role writes secrets through Azure Resource Manager and cannot read them.
--dry-run tells what would be written. --tenant ID names the directory to sign in to (or AZURE_TENANT_ID).`;

const text = { type: "string" };
const flag = { type: "boolean" };
const options = {
  ...{ "vault-id": text, "app-id": text, callers: text, tenant: text },
  rotate: { ...text, multiple: true },
  ...{ azd: flag, "dry-run": flag, help: flag },
};
const firstCallers = "callers.json";

async function main() {
  const given = readOptions(options);
  if (given.help) throw new Help(usage);
  const rotated = (given.rotate ?? []).map(secretNameOf);
  const callers = given.callers && (await readCallersFile(given.callers));
  const tenantId = given.tenant ?? setting("AZURE_TENANT_ID");
  const { armUrl, resources } = serviceAddresses();
  const arm = createService({
    name: "Azure Resource Manager",
    origin: armUrl,
    resource: resources.arm,
    tokenFor: createDeployer({ tenantId, azdFirst: given.azd }),
  });
  const secrets = createSecrets(arm, given["vault-id"] ?? setting("KEY_VAULT_ID"));
  const say = (name, words) => process.stdout.write(`  ${name.padEnd(14)} ${words}\n`);
  const write = async (name, words, secret) => {
    if (!given["dry-run"]) await secrets.write(name, secret);
    say(name, given["dry-run"] ? `would be ${words}` : words);
  };
  const references = createReferences(arm, given["app-id"] ?? setting("FUNCTION_APP_ID"));
  const tellApp = async () => given["dry-run"] || sayWhen(await references.readAnew());
  const tools = { secrets, say, write, tellApp };
  process.stdout.write(`Vault ${secrets.vaultName}\n`);
  for (const name of ["signing-keys", "sealing-keys"])
    await ensureKey(tools, name, rotated.includes(name));
  if (callers !== undefined) await writeCallers(tools, callers);
  else if (given.azd) await ensureCallers(tools);
}

function secretNameOf(kind) {
  if (["signing", "sealing"].includes(kind)) return `${kind}-keys`;
  throw new Mistake(`--rotate takes signing or sealing, not ${kind}.`);
}

async function ensureKey({ secrets, say, write }, name, rotate) {
  const found = await secrets.find(name);
  if (!found) return write(name, "made", newKey());
  if (rotate) return write(name, "rotated: a new version beside the old ones", newKey());
  if (isUsable(found)) return say(name, "unchanged");
  say(name, "left alone: its newest version is disabled or out of date");
  process.stderr.write(
    `Warning: the newest version of ${name} cannot be used. npm run keys -- --rotate ${name.split("-")[0]} adds one.\n`,
  );
}

const newKey = () => ({
  value: randomBytes(32).toString("base64url"),
  contentType: "32 random bytes, base64url",
});

/** A digest beside the secret tells a later run whether the file changed; the file holds keys that nobody can guess. */
const digestOf = (value) => createHash("sha256").update(value).digest("hex");

async function writeCallers({ secrets, say, write, tellApp }, value) {
  const found = await secrets.find("callers");
  const tags = { sha256: digestOf(value) };
  if (found?.tags?.sha256 === tags.sha256 && isUsable(found)) return say("callers", "unchanged");
  await write("callers", found ? "written: a new version" : "made", {
    ...{ value, tags },
    contentType: "application/json",
  });
  await tellApp();
}

const sayWhen = (isTold) =>
  process.stdout.write(
    isTold
      ? "The app reads its callers anew and restarts for it.\n"
      : "The app takes the new callers over within a day, or after any change of its settings; --app-id (or FUNCTION_APP_ID) has it told at once.\n",
  );

/** For azd the file is only the beginning: later changes are made by --callers, and are not undone. */
async function ensureCallers(tools) {
  const found = await tools.secrets.find("callers");
  const value = existsSync(firstCallers) ? await readCallersFile(firstCallers) : undefined;
  if (!found && value === undefined)
    throw new Mistake(
      `There is no secret “callers” yet, and no ${firstCallers} beside azure.yaml. npm run -s caller -- --list … > ${firstCallers} makes it; then start again.`,
    );
  if (!found) return writeCallers(tools, value);
  const isSame = value === undefined || found.tags?.sha256 === digestOf(value);
  tools.say(
    "callers",
    isSame
      ? "unchanged"
      : `unchanged, not what ${firstCallers} says: npm run keys -- --callers ${firstCallers} writes that`,
  );
}

await runProgram(main);
