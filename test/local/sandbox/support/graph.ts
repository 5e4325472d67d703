import { randomUUID } from "node:crypto";
import { tenantIds } from "../../../../local/sandbox/ids";
import type { Bench } from "./bench";

export interface GraphReply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>> & {
    readonly value: readonly Record<string, unknown>[];
    readonly error: { readonly code: string; readonly message: string };
    readonly id: string;
    readonly invitedUser: { readonly id: string };
  };
}

export interface GraphRequest {
  readonly token: string;
  readonly method?: string;
  readonly body?: unknown;
}

/** One Graph request; `path` begins after /v1.0. */
export async function graph(
  { sandbox }: Bench,
  path: string,
  { token, method = "GET", body }: GraphRequest,
): Promise<GraphReply> {
  const response = await fetch(`${sandbox.url}/v1.0${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      "client-request-id": randomUUID(),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: JSON.parse(text === "" ? "{}" : text) as GraphReply["body"],
  };
}

export const planScopes =
  "openid profile offline_access User.Read User.Read.All User.Invite.All RoleManagement.ReadWrite.Directory LicenseAssignment.Read.All OnPremDirectorySynchronization.Read.All";

export const roles = { globalAdministrator: "62e90394-69f5-4237-9190-012177145e10" };

/** An invitation as the product sends it. */
export function invitation(address: string): Record<string, unknown> {
  return {
    invitedUserEmailAddress: address,
    inviteRedirectUrl: `https://entra.microsoft.com/${tenantIds.contoso}`,
    invitedUserDisplayName: "Partner operations",
    sendInvitationMessage: false,
  };
}
