import { unchanged, type Bench } from "./bench";
import { graph, invitation, planScopes, roles, type GraphReply } from "./graph";
import { giveAdminConsent } from "./signIn";
import { tokensFor } from "./tokens";

export const assignmentsPath = "/roleManagement/directory/roleAssignments";

/** What Contoso's administrator can do through the product. */
export interface Administrator {
  get(path: string): Promise<GraphReply>;
  invite(address: string, change?: object): Promise<GraphReply>;
  assign(principalId: string, change?: object): Promise<GraphReply>;
  remove(assignmentId: string): Promise<GraphReply>;
  findByAddress(address: string): Promise<GraphReply>;
  listRoles(principalId: string): Promise<GraphReply>;
}

/** A sandbox as at the start, where Contoso's administrator has agreed to the plan. */
export async function asAdministrator(bench: Bench): Promise<Administrator> {
  bench.sandbox.reset();
  await giveAdminConsent(bench, "grace");
  const { access_token: token } = await tokensFor(bench, "grace", { scope: planScopes });
  const get = (path: string) => graph(bench, path, { token });
  const post = (path: string, body: object) => graph(bench, path, { token, method: "POST", body });
  return {
    get,
    invite: (address, change = {}) => post("/invitations", { ...invitation(address), ...change }),
    assign: (principalId, change = {}) =>
      post(assignmentsPath, { ...assignment(principalId), ...change }),
    remove: (id) => graph(bench, `${assignmentsPath}/${id}`, { token, method: "DELETE" }),
    findByAddress: (address) =>
      get(`/users?$select=id,mail,userType&$filter=${byAddress(address)}`),
    listRoles: (principalId) => {
      const filter = `principalId eq '${principalId}' and roleDefinitionId eq '${roles.globalAdministrator}'`;
      return get(`${assignmentsPath}?$filter=${encodeURIComponent(filter)}`);
    },
  };
}

function byAddress(address: string): string {
  return encodeURIComponent(
    `mail eq '${address}' or otherMails/any(m:m eq '${address}') or proxyAddresses/any(p:p eq 'SMTP:${address}')`,
  );
}

/** An assignment of Global Administrator as the product sends it. */
export function assignment(principalId: string): object {
  return {
    "@odata.type": "#microsoft.graph.unifiedRoleAssignment",
    principalId,
    roleDefinitionId: roles.globalAdministrator,
    directoryScopeId: "/",
  };
}

/** Graph refuses with this status, code and words, and no fact changes. */
export async function expectRefusal(
  bench: Bench,
  act: () => Promise<GraphReply>,
  [status, code, words]: [number, string, string],
): Promise<void> {
  const reply = await unchanged(bench, act);
  expect([reply.status, reply.body.error.code]).toEqual([status, code]);
  expect(reply.body.error.message).toContain(words);
}
