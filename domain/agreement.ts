import { z } from "zod";
import { roleTemplateId } from "./ids";
import { planScopes, planSteps } from "./plan";
import type { LinkRequest } from "./request";
import { findRole, globalAdministrator } from "./roles";

/** What an administrator agrees to: what was asked for, or less. */
export const agreement = z
  .object({ access: z.array(roleTemplateId).readonly(), passwordWriteback: z.boolean() })
  .readonly();
export type Agreement = z.infer<typeof agreement>;

export const askedFor = ({ access, passwordWriteback }: LinkRequest): Agreement => ({
  access,
  passwordWriteback,
});

/** The request as it runs once it was agreed to. */
export const asAgreed = (request: LinkRequest, agreed: Agreement): LinkRequest => ({
  ...request,
  access: [...agreed.access],
  passwordWriteback: agreed.passwordWriteback,
});

/** The plan of a request, with the hash that stands for it. */
export function planOf(request: LinkRequest, hash: string) {
  const steps = planSteps(request);
  return { hash, steps, scopes: planScopes(steps) };
}

/** Never more than was asked for: fewer roles, lesser roles than Global Administrator, no write-back. */
export function isWithin(asked: Agreement, agreed: Agreement): boolean {
  const isEverything = asked.access.includes(globalAdministrator.templateId);
  const isAllowed = (role: Agreement["access"][number]) =>
    asked.access.includes(role) || (isEverything && findRole(role) !== undefined);
  const writesBackAsAsked = asked.passwordWriteback || !agreed.passwordWriteback;
  return agreed.access.length > 0 && agreed.access.every(isAllowed) && writesBackAsAsked;
}

export const isLess = (asked: Agreement, agreed: Agreement): boolean =>
  JSON.stringify(askedIn(asked)) !== JSON.stringify(askedIn(agreed));

const askedIn = ({ access, passwordWriteback }: Agreement) => [
  [...access].sort(),
  passwordWriteback,
];
