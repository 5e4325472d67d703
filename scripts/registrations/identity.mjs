// The managed identity: what the registrations trust, and its own permission in the home directory.
import { ifThere, patiently } from "../azureService.mjs";
import { Mistake } from "../program.mjs";
import { isLike } from "./differences.mjs";

const audience = "api://AzureADTokenExchange";
const name = "managed-identity";
const needsApplications =
  "the role Cloud Application Administrator (or Application Administrator) in this directory";
const needsRoles =
  "the role Privileged Role Administrator in this directory, to give an application a permission of Microsoft Graph";

/** The service principal of the identity; a new one takes a while to be seen. */
export async function findIdentity({ graph, patience }, principalId) {
  const select = "$select=id,appId,displayName,servicePrincipalType";
  const read = () => graph("GET", `/v1.0/servicePrincipals/${principalId}?${select}`);
  const found = await ifThere(patiently(patience, read));
  if (found?.servicePrincipalType === "ManagedIdentity") return found;
  throw new Mistake(
    `--identity has to be the principal id (object id) of the app's managed identity; ${principalId} is ${found ? "another kind of application" : "not in this directory"}.\nIts principal id stands beside its client id on the identity's page in the Azure portal.`,
  );
}

/** The one way to sign in as a registration: a token of the managed identity (RFC 7523), no secret. */
export async function ensureCredential(tools, application, { what, issuer, subject }) {
  const { graph, report, patience } = tools;
  const wanted = { issuer, subject, audiences: [audience] };
  const path = `/v1.0/applications/${application?.id}/federatedIdentityCredentials`;
  const options = { needs: needsApplications };
  const { value } = application
    ? await patiently(patience, () => graph("GET", path, options))
    : { value: [] };
  const own = value.find((one) => isLike(one, wanted)) ?? value.find((one) => one.name === name);
  if (!own)
    await report.act("managed identity", "trusted", () =>
      patiently(patience, () => graph("POST", path, { ...options, body: { name, ...wanted } })),
    );
  else if (isLike(own, wanted)) report.fact("managed identity", "trusted, unchanged");
  else
    await report.act("managed identity", "trusted instead of another", () =>
      graph("PATCH", `${path}/${own.id}`, { ...options, body: wanted }),
    );
  for (const other of value.filter((one) => one !== own))
    report.danger(
      `${what} also trusts ${other.issuer}, subject ${other.subject} (federated credential ${other.name}). Whoever holds that can sign in as the product: delete it under Certificates & secrets, unless you made it for that.`,
    );
}

const permission = "CrossTenantInformation.ReadBasic.All";

/** The one application permission; mails are sent by Exchange's own permission for one mailbox. */
export async function ensurePermission({ graph, report, patience }, identity, graphPrincipal) {
  const path = `/v1.0/servicePrincipals/${identity.id}/appRoleAssignments`;
  const { value, "@odata.nextLink": more } = await graph("GET", path);
  if (more)
    throw new Mistake("The identity holds more permissions than fit on a page: take some away.");
  const role = graphPrincipal.appRoles.find((one) => one.value === permission);
  if (!role) throw new Mistake(`Microsoft Graph has no application permission ${permission} here.`);
  const isOurs = (one) => one.appRoleId === role.id && one.resourceId === graphPrincipal.id;
  report.say("identity");
  if (value.some(isOurs)) report.fact("permission", `unchanged: ${permission}`);
  else
    await report.act("permission", `given: ${permission}`, () =>
      patiently(patience, () =>
        graph("POST", `/v1.0/servicePrincipals/${graphPrincipal.id}/appRoleAssignedTo`, {
          body: { principalId: identity.id, resourceId: graphPrincipal.id, appRoleId: role.id },
          needs: needsRoles,
        }),
      ),
    );
  for (const one of value.filter((held) => !isOurs(held))) report.warn(spare(one, graphPrincipal));
}

function spare({ appRoleId, resourceId, resourceDisplayName }, graphPrincipal) {
  const known = graphPrincipal.appRoles.find(
    ({ id }) => id === appRoleId && resourceId === graphPrincipal.id,
  );
  const takeAway =
    "Take it away: Entra admin centre, Enterprise applications, Managed identities, the app's identity, Permissions.";
  return known?.value === "Mail.Send"
    ? `the identity may send from every mailbox of the directory (Mail.Send). ${takeAway} infra/mailPermission.ps1 gives it for the one mailbox.`
    : `the identity also holds ${known?.value ?? appRoleId} on ${resourceDisplayName}, which the product does not use. ${takeAway}`;
}
