import type { DirectoryUser, Tenant } from "../facts";
import type { Application } from "../registrationFacts";
import type { SignedIn } from "./issued";
import { EntraRefusal } from "./problem";
import { problems } from "./problems";
import { tokenProblems } from "./tokenProblems";

/** What a code or a refresh token stands for. */
export interface Redeemed {
  readonly tenant: Tenant;
  readonly application: Application;
  readonly user: DirectoryUser;
  readonly nonce: string | null;
  readonly scopes: readonly string[];
  readonly qualified: boolean;
}

/** The user whom something was issued to, if they still may sign in to this tenant. */
export function stillValidUser(
  tenant: Tenant,
  { appId }: Application,
  issued: SignedIn,
): DirectoryUser {
  if (issued.tenantId !== tenant.id || issued.appId !== appId) {
    throw new EntraRefusal(tokenProblems.codeMalformed());
  }
  const user = tenant.users.find((one) => one.id === issued.userId);
  if (!user) throw new EntraRefusal(problems.notInTenant(issued.userId, tenant.displayName));
  if (!user.accountEnabled) throw new EntraRefusal(problems.accountDisabled());
  return user;
}
