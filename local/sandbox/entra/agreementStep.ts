import type { Answer } from "../http/answer";
import { html } from "../../../views/html";
import { page } from "../page";
import { turnBack, type Flow, type FlowTurn } from "./flow";
import {
  grantedScopes,
  grantToEverybody,
  grantToUser,
  isConsentAdministrator,
  mayConsent,
} from "./grants";
import { problems } from "./problems";
import { acceptOrCancel, stepForm } from "./stepForm";
import { userOfPerson } from "./tenants";

/** Consent: asked where something is missing or the application wants the question, given only by who may. */
export function agreementStep(turn: FlowTurn): Answer | undefined {
  const { context, flow, pressed } = turn;
  const userId = userOfPerson(context, flow.tenant, flow.personId ?? "")?.id ?? "";
  if (!isAsked(turn, userId)) return undefined;
  if (!mayAgree(turn, userId)) {
    return pressed?.step === "approval"
      ? turnBack(turn, problems.needsAdministrator())
      : approvalPage(turn);
  }
  if (pressed?.step !== "consent") return consentPage(turn);
  if (pressed.value !== "accept") return turnBack(turn, declined(turn));
  const { tenant, application, request } = flow;
  if (flow.purpose === "adminConsent") grantToEverybody(tenant, application, request.scopes);
  else grantToUser(tenant, application, { userId, scopes: [...request.scopes] });
  return undefined;
}

function isAsked({ flow }: FlowTurn, userId: string): boolean {
  if (flow.purpose === "adminConsent" || flow.request.prompt === "consent") return true;
  return missingScopes(flow, userId).length > 0;
}

function mayAgree({ context, flow }: FlowTurn, userId: string): boolean {
  if (flow.purpose === "adminConsent") return isConsentAdministrator(context, flow.tenant, userId);
  const scopes = missingScopes(flow, userId);
  return scopes.length === 0 || mayConsent(context, flow.tenant, { userId, scopes });
}

function missingScopes({ tenant, application, request }: Flow, userId: string): string[] {
  const granted = grantedScopes(tenant, application, userId);
  return request.scopes.filter((scope) => !granted.includes(scope));
}

/** The authorize endpoint and the admin consent endpoint word a Cancel differently (facts.md §2.1). */
function declined({ flow }: FlowTurn): ReturnType<typeof problems.cancelled> {
  return flow.purpose === "adminConsent" ? problems.consentDeclined() : problems.cancelled();
}

function consentPage({ flow }: FlowTurn): Answer {
  const { displayName, appId } = flow.application;
  const forEverybody = flow.purpose === "adminConsent";
  const body = html`<p>
      <strong>${displayName}</strong> (unverified)<br /><span class="note">${appId}</span>
    </p>
    <p>
      ${forEverybody ? `For everybody in ${flow.tenant.displayName}, this app` : "This app"} would
      like to:
    </p>
    <ul>
      ${flow.request.scopes.map((scope) => html`<li>${scope}</li>`)}
    </ul>
    ${stepForm(flow, "consent", acceptOrCancel("Accept"))}`;
  const title = forEverybody
    ? "Permissions requested: review for your organization"
    : "Permissions requested";
  return page({ title, body });
}

function approvalPage({ flow }: FlowTurn): Answer {
  const body = html`<p>
      <strong>${flow.application.displayName}</strong> needs permission to access resources in
      ${flow.tenant.displayName} that only an admin can grant. Ask an admin to grant permission to
      this app.
    </p>
    ${stepForm(flow, "approval", html`<button name="decision" value="cancel">Return to the application without granting consent</button>`)}
    ${stepForm(flow, "account", html`<button name="value" value="">Have an admin account? Sign in with that account</button>`)}`;
  return page({ title: "Need admin approval", body });
}
