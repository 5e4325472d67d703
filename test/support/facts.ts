import type { DirectoryUser, RoleAssignment, Tenant } from "../../local/sandbox/facts";
import type { Sandbox } from "../../local/sandbox/startSandbox";

export function tenant(sandbox: Sandbox, name = "Contoso"): Tenant {
  const found = sandbox.facts.tenants.find((one) => one.displayName === name);
  if (!found) throw new Error(`no tenant ${name}`);
  return found;
}

export const guests = (sandbox: Sandbox, name = "Contoso"): DirectoryUser[] =>
  tenant(sandbox, name).users.filter((user) => user.userType === "Guest");

/** Role assignments of guests. */
export const guestRoles = (sandbox: Sandbox, name = "Contoso"): RoleAssignment[] =>
  tenant(sandbox, name).roleAssignments.filter((role) =>
    guests(sandbox, name).some((guest) => guest.id === role.principalId),
  );

/** Graph writes in a customer's directory that the sandbox saw (mails of the product itself are none). */
export const writes = (sandbox: Sandbox): string[] =>
  sandbox
    .requests()
    .filter(
      (request) =>
        request.method !== "GET" && request.token === "delegated" && request.status < 300,
    )
    .map((request) => `${request.method} ${request.path}`);

/** What the ticket heard, in order: the types of the events without their frame. */
export const heard = (sandbox: Sandbox): string[] =>
  sandbox.tickets().map((post) => {
    const { type } = JSON.parse(post.body) as { type: string };
    return type.replace(/^directory-link\./, "").replace(/\.v1$/, "");
  });

export const subjects = (sandbox: Sandbox, address: string): string[] =>
  sandbox.mails(address).map((mail) => mail.subject);
