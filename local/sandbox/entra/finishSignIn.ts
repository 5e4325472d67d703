import { randomUUID } from "node:crypto";
import { redirect, type Answer } from "../http/answer";
import type { FlowTurn } from "./flow";
import { opaque } from "./issued";
import { userOfPerson } from "./tenants";

/** The redirect with the authorization code. */
export function finishSignIn({ context, flow }: FlowTurn): Answer {
  const user = userOfPerson(context, flow.tenant, flow.personId ?? "");
  if (!user) throw new Error("A flow ended without a user.");
  const { redirectUri, codeChallenge, nonce, scopes, state } = flow.request;
  const code = opaque("1.A");
  context.issued.codes.set(code, {
    tenantId: flow.tenant.id,
    userId: user.id,
    appId: flow.application.appId,
    redirectUri,
    codeChallenge,
    nonce,
    scopes,
    issuedAt: context.now().getTime(),
    redeemed: false,
  });
  const url = new URL(redirectUri);
  url.searchParams.set("code", code);
  if (state !== null) url.searchParams.set("state", state);
  url.searchParams.set("session_state", randomUUID());
  return redirect(url);
}
