import * as openid from "openid-client";
import { z } from "zod";
import type { Subscriptions } from "../domain/microsoftPorts";
import { tracedFetch } from "./callTrace";
import type { OpenIdClients } from "./openIdClient";

const scope = "https://management.azure.com/user_impersonation";
const timeoutMs = 10_000;
const list = z.object({ value: z.array(z.object({ state: z.string() })) });

/**
 * The administrator's own Azure subscriptions (Azure Resource Manager: Subscriptions - List). It only
 * supports what the administrator says: where it fails, or the list is empty, nothing is proven.
 */
export const createSubscriptions = (armUrl: string, clients: OpenIdClients): Subscriptions => ({
  scope,
  async countEnabled(tenantId, refreshToken) {
    try {
      const client = await clients(tenantId);
      const tokens = await openid.refreshTokenGrant(client, refreshToken, { scope });
      const response = await tracedFetch(`${armUrl}/subscriptions?api-version=2022-12-01`, {
        headers: { authorization: `Bearer ${tokens.access_token}` },
        redirect: "error",
        signal: AbortSignal.timeout(timeoutMs),
      });
      const { value } = list.parse(await response.json());
      return value.filter((one) => one.state === "Enabled").length;
    } catch {
      return null;
    }
  },
});
