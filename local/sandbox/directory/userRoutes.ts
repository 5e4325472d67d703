import { html, type Html } from "../../../views/html";
import type { SandboxContext } from "../context";
import { activeRoles, findTenant } from "../entra/tenants";
import type { DirectoryUser, Tenant } from "../facts";
import { formOf, type Answer, type Route, type RouteParams } from "../http/answer";
import { page } from "../page";
import type { RoleEligibility } from "../pimFacts";
import { activateRole } from "./activateRole";
import { endSessions } from "./endSessions";
import { activeRoleWords, eligibleRolesOf, eligibleRoleWords, roleName } from "./roleWords";

interface Found {
  readonly context: SandboxContext;
  readonly tenant: Tenant;
  readonly user: DirectoryUser;
}

const path = "/directory/{tenant}/{user}";

/** One user of a directory: their roles, and what can happen to them while a link waits. */
export function userRoutes(context: SandboxContext): Route[] {
  const find = (params: RouteParams): Found | undefined => {
    const tenant = findTenant(context, params["tenant"] ?? "");
    const user = tenant?.users.find((one) => one.id === params["user"]);
    return tenant && user && { context, tenant, user };
  };
  const answer = (found: Found | undefined, show: (found: Found) => Answer): Answer =>
    found ? show(found) : page({ title: "No such user", body: html`<p>None.</p>`, status: 404 });
  return [
    { method: "GET", path, handle: (_request, params) => answer(find(params), userPage) },
    {
      method: "POST",
      path,
      handle: (request, params) => {
        const { origin } = request.headers;
        if (origin !== undefined && origin !== context.origin)
          return page({ title: "A form of another site", body: html``, status: 403 });
        return answer(find(params), (found) => act(found, formOf(request)));
      },
    },
  ];
}

function act(found: Found, form: URLSearchParams): Answer {
  const { context, tenant, user } = found;
  if (form.get("action") === "endSessions") endSessions(user, context.now());
  const eligible = inactive(found).find((one) => one.roleDefinitionId === form.get("activate"));
  if (eligible) activateRole(tenant, eligible, context.now());
  const location = `/directory/${tenant.id}/${user.id}`;
  return { status: 303, headers: { location, "cache-control": "no-store" } };
}

/** Roles that can be activated now. */
function inactive({ context, tenant, user }: Found): RoleEligibility[] {
  const active = activeRoles(context, tenant, user.id);
  return eligibleRolesOf(context, tenant, user.id).filter(
    (one) => !active.includes(one.roleDefinitionId),
  );
}

function userPage(found: Found): Answer {
  const { context, tenant, user } = found;
  const body = html`<p>${user.userPrincipalName}</p>
    <h2>Active roles</h2>
    ${list(activeRoleWords(context, tenant, user.id))}
    <h2>Eligible roles</h2>
    ${list(eligibleRoleWords(context, tenant, user.id))}
    <form method="post">
      ${inactive(found).map(
        ({ roleDefinitionId, hours }) =>
          html`<button name="activate" value="${roleDefinitionId}">
            Activate ${roleName(roleDefinitionId)} for ${String(hours)} hours
          </button>`,
      )}
      <button name="action" value="endSessions">End all sessions, as a new password does</button>
    </form>
    <p>Sessions from before ${user.signInSessionsValidFromDateTime} are revoked.</p>
    <p><a href="/directory/${tenant.id}">${tenant.displayName}</a></p>`;
  return page({ title: user.displayName, body });
}

const list = (items: readonly string[]): Html =>
  items.length === 0
    ? html`<p>None.</p>`
    : html`<ul>
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul>`;
