// The registration's service principal in the home directory, and who may use it.
import { ifThere, patiently } from "../azureService.mjs";
import { changes, differences } from "./differences.mjs";

const needs =
  "the role Cloud Application Administrator (or Application Administrator) in this directory";

/** Shown among the Enterprise applications, where people and applications are assigned its roles. */
const shown = { tags: ["WindowsAzureActiveDirectoryIntegratedApp"] };

/** *link* is for everybody who gets a mailed link; nobody gets a token for *api* without a role of it. */
export async function ensurePrincipal(tools, application, { assignmentRequired }) {
  const { graph, report, patience } = tools;
  const wanted = { appRoleAssignmentRequired: assignmentRequired, ...shown };
  const found = application && (await findPrincipal(graph, application.appId));
  if (!found)
    return report.act("service principal", "made", () =>
      patiently(patience, () =>
        graph("POST", "/v1.0/servicePrincipals", {
          body: { appId: application.appId, ...wanted },
          needs,
        }),
      ),
    );
  // Other tags are for other people's order.
  const kept = { ...wanted, tags: [...new Set([...(found.tags ?? []), ...shown.tags])] };
  const names = differences(found, kept);
  if (names.length === 0) report.fact("service principal", "unchanged");
  else
    await report.act("service principal", `mended: ${names.join(", ")}`, () =>
      graph("PATCH", `/v1.0/servicePrincipals/${found.id}`, { body: changes(found, kept), needs }),
    );
  return found;
}

const findPrincipal = (graph, appId) =>
  ifThere(graph("GET", `/v1.0/servicePrincipals(appId='${appId}')`, { needs }));

async function grantsOf(graph, principal) {
  if (!principal) return [];
  const filter = encodeURIComponent(`clientId eq '${principal.id}'`);
  const path = `/v1.0/oauth2PermissionGrants?$filter=${filter}`;
  return (await graph("GET", path, { needs })).value;
}

/** Consent for everybody that this program did not give: in the home directory *link* needs none. */
export async function warnOfGrants({ graph, report }, what, { principal, ownResourceId }) {
  for (const { consentType, resourceId, scope } of await grantsOf(graph, principal))
    if (consentType === "AllPrincipals" && resourceId !== ownResourceId)
      report.warn(
        `${what} has consent for everybody in this directory that the product does not need (${scope.trim()}, on ${resourceId}). Take it away: Enterprise applications, Permissions.`,
      );
}

/**
 * Consent for everybody in the home directory: where assignment is required people cannot consent by
 * themselves (source: "User and admin consent"), and the sign-in of operators asks for so little.
 */
export async function ensureConsent({ graph, report, patience }, principal, { resourceId, scope }) {
  const value = await grantsOf(graph, principal);
  const found = value.find(
    (one) => one.consentType === "AllPrincipals" && one.resourceId === resourceId,
  );
  if (found?.scope.trim() === scope) return report.fact("consent", `unchanged: ${scope}`);
  if (found)
    return report.act("consent", `mended: ${scope}`, () =>
      graph("PATCH", `/v1.0/oauth2PermissionGrants/${found.id}`, { body: { scope }, needs }),
    );
  return report.act("consent", `given for everybody: ${scope}`, () => {
    const body = { clientId: principal.id, consentType: "AllPrincipals", resourceId, scope };
    return patiently(patience, () =>
      graph("POST", "/v1.0/oauth2PermissionGrants", { body, needs }),
    );
  });
}
