import type { Answer } from "../http/answer";
import type { FlowTurn } from "./flow";
import { problemPage } from "./problem";
import { problems } from "./problems";
import { rolesHeld } from "./registration";
import { userOfPerson } from "./tenants";

/** An application that requires assignment lets nobody in who has no role of it; Entra's own page says so. */
export function assignmentStep({ context, flow }: FlowTurn): Answer | undefined {
  const { api } = context.facts;
  if (flow.application.appId !== api.appId || !api.assignmentRequired) return undefined;
  const user =
    flow.personId === null ? undefined : userOfPerson(context, flow.tenant, flow.personId);
  if (user && rolesHeld(api, user.id).length > 0) return undefined;
  return problemPage(problems.notAssigned(user?.userPrincipalName ?? "?", api.displayName));
}
