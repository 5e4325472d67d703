// Makes a caller's entry for the setting CALLERS, and the keys to hand over: those are shown this once.
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { Help, loadProduct, Mistake, readOptions, runProgram } from "./program.mjs";

const usage = `Make a caller:
  npm run -s caller -- --id helpdesk --name "Northwind Helpdesk" --domain northwind.example \\
    --role Links.Request --role Links.Read --callback tickets.northwind.example [--app <app id>]
Give a caller new keys beside the ones it has:
  npm run -s caller -- --rotate --entry helpdesk.json > helpdesk.new.json      (or the entry on standard input)
With --list the entry comes as a list of one, as callers.json and CALLERS hold them.

The entry goes to standard output, the keys to standard error. Send the entry to another file than
the one it comes from: the shell empties that file before this program reads it.`;

/** The options, by the field of the entry that they fill. */
const optionOf = {
  id: "--id",
  displayName: "--name",
  domain: "--domain",
  roles: "--role",
  callbackHosts: "--callback",
  appIds: "--app",
};

const text = { type: "string" };
const flag = { type: "boolean" };
const texts = { type: "string", multiple: true };
const options = {
  ...{ id: text, name: text, domain: text, role: texts, callback: texts, app: texts },
  ...{ rotate: flag, list: flag, entry: text, help: flag },
};

/** The entry as the product reads it; what is wrong is named as `names` has it, never with its value. */
function check(schema, entry, names) {
  const read = schema.safeParse(JSON.stringify([entry]));
  if (read.success) return read.data[0];
  const lines = read.error.issues.map(({ path: [, field], message }) => {
    const name = names[field] ?? field ?? "the entry";
    return field && entry[field] === undefined ? `${name} is missing` : `${name}: ${message}`;
  });
  throw new Mistake([...new Set(lines)].join("\n"));
}

/** Only the product on a developer's own machine sends events to an address. */
function requireNames({ callbackHosts }) {
  if (callbackHosts.some((host) => /^(\d+(\.\d+){3}|\[.*\])(:\d+)?$/.test(host)))
    throw new Mistake("--callback: callbackHosts are names: events are not sent to IP addresses");
}

function newKeys() {
  const apiKey = `dl_${randomBytes(32).toString("base64url")}`;
  const webhookKey = `whsec_${randomBytes(32).toString("base64")}`;
  return { apiKey, webhookKey, hash: createHash("sha256").update(apiKey).digest("hex") };
}

function newEntry({ id, name, domain, role = [], callback = [], app = [] }, { hash, webhookKey }) {
  if (role.length === 0)
    throw new Mistake("--role is missing: a caller without a role may do nothing");
  return {
    ...{ id, displayName: name, domain, apiKeyHashes: [hash], roles: role },
    ...{ callbackHosts: callback, appIds: app, webhookKeys: [webhookKey] },
  };
}

function readText(file) {
  try {
    return readFileSync(file ?? 0, "utf8");
  } catch ({ code }) {
    const why = code === "ENOENT" ? "there is no such file" : `it cannot be read (${code})`;
    throw new Mistake(
      `--entry ${file ?? ""}: ${why}. Name the file that holds the caller's entry.`,
    );
  }
}

function readEntry(file) {
  const text = readText(file);
  if (text.trim() === "")
    throw new Mistake(
      `the entry${file ? ` in ${file}` : ""} is empty. If its file is also where the output goes (> ${file ?? "entry.json"}), the shell emptied it before this program began: take the entry from CALLERS again, and send the output to another file.`,
    );
  try {
    const read = JSON.parse(text);
    if (typeof read === "object" && read !== null && !Array.isArray(read)) return read;
  } catch {
    // Said below.
  }
  throw new Mistake("the entry has to be one JSON object, as this program printed it");
}

/** Only keys change: what else was given would be lost without a word. */
function refuseOthers(given) {
  const others = Object.keys(given).filter((name) => !["rotate", "entry", "list"].includes(name));
  const shown = others.map((name) => `--${name}`).join(", ");
  if (given.rotate && others.length > 0)
    throw new Mistake(
      `${shown} cannot be given with --rotate, which only adds keys: change the entry in its file`,
    );
  if (!given.rotate && given.entry !== undefined)
    throw new Mistake("--entry belongs to --rotate: without it a new entry is made");
}

/** New keys come first: the first webhook key is the current one. */
function rotated(entry, { hash, webhookKey }) {
  const full = ["apiKeyHashes", "webhookKeys"].filter((name) => entry[name].length > 1);
  if (full.length > 0)
    throw new Mistake(
      `${full.join(" and ")} hold two keys already: take the last one out once ${entry.id} has changed to the first`,
    );
  return {
    ...entry,
    apiKeyHashes: [hash, ...entry.apiKeyHashes],
    webhookKeys: [webhookKey, ...entry.webhookKeys],
  };
}

const handOver = ({ apiKey, webhookKey }, { id }, { rotate, list }) => `
Hand these over to ${id}, by a way that nobody else reads. They are shown this once.

  API key (header x-api-key):       ${apiKey}
  Webhook key (checks signatures):  ${webhookKey}

The entry holds only the API key's hash, but the webhook key itself: keep CALLERS as a secret.
${
  rotate
    ? "Next: put the entry in place of the old one. Old and new keys are good, and webhooks are signed with\nboth, until you take the last of apiKeyHashes and of webhookKeys out, once the caller has changed over."
    : list
      ? "Next: this list is what CALLERS holds, or callers.json beside azure.yaml."
      : "Next: add the entry to the list in CALLERS."
}
`;

await runProgram(async () => {
  const given = readOptions(options);
  if (given.help) throw new Help(usage);
  if (Object.keys(given).length === 0) throw new Mistake(usage);
  refuseOthers(given);
  const keys = newKeys();
  const draft = given.rotate ? readEntry(given.entry) : newEntry(given, keys);
  // The schema that the product itself reads CALLERS with.
  const { callers } = await loadProduct("adapters/callers.ts");
  const read = check(callers, draft, given.rotate ? {} : optionOf);
  if (!given.rotate) requireNames(read);
  const entry = given.rotate ? rotated(read, keys) : read;
  process.stdout.write(`${JSON.stringify(given.list ? [entry] : entry, null, 2)}\n`);
  process.stderr.write(handOver(keys, entry, given));
});
