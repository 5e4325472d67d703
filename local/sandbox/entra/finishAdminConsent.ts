import { redirect, type Answer } from "../http/answer";
import type { Flow } from "./flow";
import { scopeText } from "./scopes";

/** The redirect after tenant-wide consent; it carries no code, so nobody learns who consented. */
export function finishAdminConsent(flow: Flow): Answer {
  const url = new URL(flow.request.redirectUri);
  url.searchParams.set("admin_consent", "True");
  url.searchParams.set("tenant", flow.tenant.id);
  url.searchParams.set("scope", scopeText(flow.request.scopes, true));
  if (flow.request.state !== null) url.searchParams.set("state", flow.request.state);
  return redirect(url);
}
