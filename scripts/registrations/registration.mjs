// Makes one registration, or brings it up to date.
import { ifThere, patiently, Refusal } from "../azureService.mjs";
import { Mistake } from "../program.mjs";
import { changes, differences, isLike } from "./differences.mjs";
import { withKnownIds } from "./manifest.mjs";

const needs =
  "the role Cloud Application Administrator (or Application Administrator) in this directory";
const path = (uniqueName) => `/v1.0/applications(uniqueName='${uniqueName}')`;

/**
 * The registration with this mark: its `uniqueName`, which only its maker can give and nobody can change.
 * `manifest(appId)` is what it has to be.
 */
export async function ensureRegistration(tools, { mark, displayName, clientId, manifest }) {
  const { graph, report, patience } = tools;
  const found = await findRegistration(graph, { mark, ...clientId });
  if (found) return bringUpToDate(tools, found, manifest(found.appId));
  const made = await report.act("registration", "made", () =>
    make(graph, { mark, body: { displayName, ...manifest() } }),
  );
  // Its own id is part of what the registration is, and known only now.
  const rest = made && changes(made, manifest(made.appId));
  if (made && Object.keys(rest).length > 0)
    await patiently(patience, () => update(graph, made, rest));
  return made;
}

async function make(graph, { mark, body }) {
  try {
    return await graph("PATCH", path(mark), {
      body,
      needs,
      headers: { prefer: "create-if-missing" },
    });
  } catch (error) {
    if (!(error instanceof Refusal && /property uniqueName already exists/.test(error.message)))
      throw error;
    throw new Mistake(
      `A registration with the mark ${mark} was deleted, and the recycle bin keeps its mark for thirty days.\nRestore it or delete it for good: Entra admin centre, App registrations, Deleted applications. Then start again.`,
    );
  }
}

/** Found by the mark alone; the app's setting has to name the same one. */
async function findRegistration(graph, { mark, setting, value }) {
  const found = await ifThere(graph("GET", path(mark), { needs }));
  if (!value || found?.appId === value) return found;
  if (found)
    throw new Mistake(
      `Two registrations match: ${setting} names ${value}, and the one with the mark ${mark} is ${found.appId}.\nNothing was changed. Delete the one that is not used, or correct the setting: azd env set ${setting} ${found.appId}`,
    );
  const other = await ifThere(graph("GET", `/v1.0/applications(appId='${value}')`, { needs }));
  throw new Mistake(
    other
      ? `${setting} names the registration “${other.displayName}” (${value}), which does not have the mark ${mark}: this program did not make it.\nNothing was changed. Keep it up to date by hand, or have one made: azd env set ${setting} ""`
      : `${setting} names ${value}, and there is no such registration in this directory.\nNothing was changed. Sign in to the directory where it is, or have one made: azd env set ${setting} ""`,
  );
}

const update = (graph, { id }, body) => graph("PATCH", `/v1.0/applications/${id}`, { body, needs });

async function bringUpToDate({ graph, report }, found, manifest) {
  const wanted = { ...manifest, appRoles: withKnownIds(manifest.appRoles, found.appRoles) };
  const names = differences(found, wanted);
  if (names.length === 0) report.fact("registration", "unchanged");
  else
    await report.act("registration", `mended: ${names.join(", ")}`, async () => {
      if (names.includes("appRoles")) await disableRoles(graph, found, wanted.appRoles);
      if (names.includes("api.oauth2PermissionScopes")) await disableScopes(graph, found);
      await update(graph, found, changes(found, wanted));
    });
  return found;
}

/** Graph neither removes nor changes a role that is enabled. */
async function disableRoles(graph, found, wanted) {
  const known = found.appRoles ?? [];
  const isKept = (role) =>
    wanted.some((one) => one.id === role.id && isLike({ ...role, isEnabled: true }, one));
  const isLocked = (role) => role.isEnabled && !isKept(role);
  if (!known.some(isLocked)) return;
  const appRoles = known.map((role) => (isLocked(role) ? { ...role, isEnabled: false } : role));
  await update(graph, found, { appRoles });
}

/** Delegated permissions are likewise removed only once they are disabled. */
async function disableScopes(graph, found) {
  const scopes = found.api.oauth2PermissionScopes;
  if (!scopes.some(({ isEnabled }) => isEnabled)) return;
  const oauth2PermissionScopes = scopes.map((one) => ({ ...one, isEnabled: false }));
  await update(graph, found, { api: { preAuthorizedApplications: [], oauth2PermissionScopes } });
}

/** Without --public-url callbacks stay as they are; those that cannot all be ours are named. */
export function warnOfRedirects({ report }, what, { web }, callbacks) {
  const urls = (web?.redirectUris ?? []).map((text) => new URL(text));
  const origins = new Set(urls.map(({ origin }) => origin));
  for (const { href, pathname } of urls)
    if (origins.size > 1 || !callbacks.includes(pathname))
      report.warn(
        `${what} sends people who signed in to ${href}, which may be foreign. Delete it under Authentication if it is, or run this again with --public-url, which leaves the product's alone.`,
      );
}

/** An owner may add a secret or another callback at any time. */
export async function warnOfOwners({ graph, report, patience }, what, path) {
  const read = () => graph("GET", `${path}/owners`, { needs });
  const { value } = await patiently(patience, read);
  for (const { id, displayName } of value)
    report.warn(
      `${what} has an owner (${displayName ?? "without a name"}, id ${id}), who may add secrets to it. The product needs none: remove the owner under Owners.`,
    );
}

/** Names every secret and certificate: the product uses none, and each one opens it. */
export function warnOfCredentials({ report }, what, { passwordCredentials, keyCredentials }) {
  const all = [
    ...(passwordCredentials ?? []).map((one) => ["client secret", one]),
    ...(keyCredentials ?? []).map((one) => ["certificate", one]),
  ];
  for (const [kind, { displayName, keyId, endDateTime }] of all)
    report.danger(
      `${what} has a ${kind} (${displayName ?? "without a name"}, id ${keyId}, until ${endDateTime ?? "?"}). The product needs none: delete it under Certificates & secrets.`,
    );
}
