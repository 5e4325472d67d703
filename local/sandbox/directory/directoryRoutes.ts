import type { SandboxContext } from "../context";
import { findTenant } from "../entra/tenants";
import type { DirectoryUser, Subscription, Tenant } from "../facts";
import { html, type Html } from "../../../views/html";
import type { Answer, Route } from "../http/answer";
import { page } from "../page";
import { policyList } from "./policyList";
import { activeRoleWords, eligibleRoleWords } from "./roleWords";
import { table, type Cell } from "./table";

/** The directories as facts, for people: what they allow, who is in them with which roles, who agreed to what. */
export function directoryRoutes(context: SandboxContext): Route[] {
  return [
    { method: "GET", path: "/directory", handle: () => overview(context) },
    {
      method: "GET",
      path: "/directory/{tenant}",
      handle: (_request, { tenant = "" }) => oneDirectory(context, tenant),
    },
  ];
}

function overview(context: SandboxContext): Answer {
  const items = context.facts.tenants.map(
    (tenant) =>
      html`<li>
        <a href="/directory/${tenant.id}">${tenant.displayName}</a>:
        ${tenant.domains.map((domain) => domain.name).join(", ")}
      </li>`,
  );
  return page({
    title: "Directories",
    body: html`<ul>
      ${items}
    </ul>`,
  });
}

function oneDirectory(context: SandboxContext, name: string): Answer {
  const tenant = findTenant(context, name);
  const back = html`<p><a href="/directory">All directories</a></p>`;
  if (!tenant) return page({ title: "No such directory", body: back, status: 404 });
  const body = html`<p>
      ${tenant.id}<br />${tenant.domains.map((domain) => domain.name).join(", ")}
    </p>
    <h2>Policies</h2>
    ${policyList(tenant)} ${people(context, tenant)} ${agreements(tenant)} ${back}`;
  return page({ title: tenant.displayName, body });
}

function people(context: SandboxContext, tenant: Tenant): Html {
  return html`<h2>Users</h2>
    ${table(
      [
        ...["Name", "User principal name", "Type", "Invitation", "Identities"],
        ...["Active roles", "Eligible roles"],
      ],
      tenant.users.map((user) => userRow(context, tenant, user)),
    )}
    <h2>Azure subscriptions</h2>
    ${table(
      ["Name", "Id", "State", "Seen by"],
      tenant.subscriptions.map((one) => subscriptionRow(tenant, one)),
    )}`;
}

function agreements(tenant: Tenant): Html {
  return html`<h2>Enterprise applications</h2>
    ${table(
      ["Name", "App id", "Object id"],
      tenant.servicePrincipals.map((one) => [one.displayName, one.appId, one.id]),
    )}
    <h2>Consent</h2>
    ${table(
      ["For", "Permissions"],
      tenant.grants.map((grant) => [
        grant.principalId === null ? "everybody" : nameOf(tenant, grant.principalId),
        grant.scope,
      ]),
    )}`;
}

function userRow(context: SandboxContext, tenant: Tenant, user: DirectoryUser): Cell[] {
  return [
    html`<a href="/directory/${tenant.id}/${user.id}">${user.displayName}</a>`,
    user.userPrincipalName,
    user.userType,
    user.externalUserState ?? "",
    user.identities.map((identity) => identity.issuer).join(", "),
    activeRoleWords(context, tenant, user.id).join("; "),
    eligibleRoleWords(context, tenant, user.id).join("; "),
  ];
}

function subscriptionRow(tenant: Tenant, one: Subscription): Cell[] {
  const holders = one.userIds.map((id) => nameOf(tenant, id)).join(", ");
  return [one.displayName, one.id, one.state, holders];
}

function nameOf(tenant: Tenant, userId: string): string {
  return tenant.users.find((user) => user.id === userId)?.displayName ?? userId;
}
