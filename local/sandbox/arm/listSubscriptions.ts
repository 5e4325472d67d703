import type { Bearer } from "../entra/bearer";

type Person = Extract<Bearer, { kind: "delegated" }>;

/**
 * The subscriptions of the token's tenant where the caller has a role of their own (source:
 * "Subscriptions - List"): directory roles, Global Administrator too, show none.
 */
export function listSubscriptions({ tenant, user }: Person): object {
  const value = tenant.subscriptions
    .filter((one) => one.userIds.includes(user.id))
    .map(({ id, displayName, state }) => ({
      id: `/subscriptions/${id}`,
      subscriptionId: id,
      tenantId: tenant.id,
      displayName,
      state,
      authorizationSource: "RoleBased",
    }));
  return { value };
}
