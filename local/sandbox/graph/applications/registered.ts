import type { RegisteredApplication } from "../../applicationFacts";
import {
  applicationAdministrator,
  cloudApplicationAdministrator,
  globalAdministrator,
} from "../../roles";
import { requireRole } from "../access";
import { notFound } from "../graphError";
import type { ReceivedCall } from "../graphCall";

/** Who may register applications and change those of others; what any member or an owner may is left out. */
export const requireApplicationAdministrator = (call: ReceivedCall): void =>
  requireRole(call, globalAdministrator, applicationAdministrator, cloudApplicationAdministrator);

/** The registration that the path names by object id, app id or unique name; one in the recycle bin is not found. */
export function registeredOf({ params, caller }: ReceivedCall): RegisteredApplication {
  const { id, appId, uniqueName } = params;
  const found = caller.tenant.applications.find(
    (one) =>
      !one.isDeleted &&
      (one.id === id ||
        one.appId === appId ||
        (uniqueName !== undefined && one.uniqueName === uniqueName)),
  );
  if (!found) throw notFound(id ?? appId ?? uniqueName ?? "");
  return found;
}

/** A registration as Graph shows it. */
export function shownApplication(registered: RegisteredApplication): Record<string, unknown> {
  const { id, appId, uniqueName, createdDateTime, properties } = registered;
  return { id, appId, uniqueName, createdDateTime, ...properties };
}
