import type { SandboxContext } from "../context";
import { activeRoles, findTenant } from "../entra/tenants";
import type { DirectoryUser, Tenant } from "../facts";
import { html, type Html } from "../../../views/html";
import type { Answer, Route } from "../http/answer";
import { page } from "../page";
import { roleNames } from "../roles";

type Cell = string | Html;

/** The directories as facts, for people: who is in them, with which roles, and who agreed to what. */
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
    <h2>Users</h2>
    ${table(
      ["Name", "User principal name", "Type", "Invitation", "Identities", "Active roles"],
      tenant.users.map((user) => userRow(context, tenant, user)),
    )}
    <h2>Enterprise applications</h2>
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
    )}
    ${back}`;
  return page({ title: tenant.displayName, body });
}

function userRow(context: SandboxContext, tenant: Tenant, user: DirectoryUser): Cell[] {
  const roles = activeRoles(context, tenant, user.id).map((role) => roleNames[role] ?? role);
  const identities = user.identities.map((identity) => identity.issuer).join(", ");
  return [
    html`<a href="/directory/${tenant.id}/${user.id}">${user.displayName}</a>`,
    user.userPrincipalName,
    user.userType,
    user.externalUserState ?? "",
    identities,
    roles.join(", "),
  ];
}

function nameOf(tenant: Tenant, userId: string): string {
  return tenant.users.find((user) => user.id === userId)?.displayName ?? userId;
}

function table(head: string[], rows: Cell[][]): Html {
  if (rows.length === 0) return html`<p>None.</p>`;
  return html`<table>
    <thead>
      <tr>
        ${head.map((text) => html`<th scope="col">${text}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        (row) =>
          html`<tr>
            ${row.map((text) => html`<td>${text}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}
