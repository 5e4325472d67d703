import type { SandboxContext } from "../context";
import { formOf, type Answer, type Route, type SandboxRequest } from "../http/answer";
import { html } from "../../../views/html";
import { page } from "../page";
import { continueFlow, startFlow, type Flow } from "./flow";
import { adminConsentRequest, signInRequest, trustedRedirect } from "./flowRequest";
import { orRefusal, problemPage, problemRedirect } from "./problem";
import { sessionPerson, withSession } from "./session";
import { ownTenantOf } from "./tenants";

/** The pages where people sign in and agree: authorize, admin consent, and what their forms post to. */
export function signInRoutes(context: SandboxContext): Route[] {
  const start =
    (purpose: Flow["purpose"]): Route["handle"] =>
    (request, { tenant = "" }) =>
      orRefusal(() => startPurpose(context, request, { purpose, tenantName: tenant }), problemPage);
  return [
    { method: "GET", path: "/{tenant}/oauth2/v2.0/authorize", handle: start("signIn") },
    { method: "GET", path: "/{tenant}/v2.0/adminconsent", handle: start("adminConsent") },
    { method: "POST", path: "/{tenant}/login", handle: (request) => press(context, request) },
  ];
}

function startPurpose(
  context: SandboxContext,
  request: SandboxRequest,
  { purpose, tenantName }: { purpose: Flow["purpose"]; tenantName: string },
): Promise<Answer> {
  const tenant = ownTenantOf(context, tenantName);
  const query = request.url.searchParams;
  const { application, redirectUri } = trustedRedirect(context, tenant, query);
  const isAdminConsent = purpose === "adminConsent";
  const go = () => {
    const asked = isAdminConsent
      ? adminConsentRequest(query, redirectUri)
      : signInRequest(query, redirectUri);
    const flow = startFlow(context, { purpose, tenant, application, request: asked });
    return continueFlow({
      context,
      flow,
      pressed: undefined,
      sessionPersonId: sessionPerson(context, request),
    });
  };
  // From here on the application may be answered.
  const way = { redirectUri, state: query.get("state"), isAdminConsent };
  return orRefusal(go, (problem) => problemRedirect(problem, way));
}

/** A button of a sign-in page. */
function press(context: SandboxContext, request: SandboxRequest): Answer {
  const form = formOf(request);
  const flow = context.issued.flows.get(form.get("flow") ?? "");
  if (!flow) return lostFlow();
  const pressed = {
    step: form.get("step") ?? "",
    value: form.get("value") ?? form.get("decision") ?? "",
  };
  const answer = continueFlow({
    context,
    flow,
    pressed,
    sessionPersonId: sessionPerson(context, request),
  });
  return pressed.step === "account" && flow.personId
    ? withSession(context, flow.personId, answer)
    : answer;
}

function lostFlow(): Answer {
  const body = html`<p role="alert">
    This sign-in was finished or forgotten. Go back to the application and start again.
  </p>`;
  return page({ title: "This page is no longer of use", body, status: 400 });
}
