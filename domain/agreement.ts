import { z } from "zod";
import { roleTemplateId } from "./ids";
import { planScopes, planSteps, type PlanEdition, type PlanStep } from "./plan";
import type { LinkRequest } from "./request";
import { findRole, globalAdministrator } from "./roles";

/** What an administrator agrees to: what was asked for, or less. */
export const agreement = z
  .object({
    access: z.array(roleTemplateId).readonly(),
    passwordWriteback: z.boolean(),
    setWritebackFlag: z.boolean().default(false),
    /** The end date, an instant; null for none. */
    until: z.string().nullable().default(null),
  })
  .readonly();
export type Agreement = z.infer<typeof agreement>;

export const askedFor = (request: LinkRequest): Agreement => ({
  access: request.access,
  passwordWriteback: request.passwordWriteback,
  setWritebackFlag: request.setWritebackFlag,
  until: request.accessUntil,
});

/** The request as it runs once it was agreed to. */
export const asAgreed = (request: LinkRequest, agreed: Agreement): LinkRequest => ({
  ...request,
  access: [...agreed.access],
  passwordWriteback: agreed.passwordWriteback,
  setWritebackFlag: agreed.setWritebackFlag,
  accessUntil: agreed.until,
});

/** A plan with the hash that stands for it, as the link's row keeps it. */
export const planOf = (hash: string, steps: readonly PlanStep[], edition: PlanEdition) => ({
  hash,
  steps,
  scopes: planScopes(steps),
  edition,
});

/** The steps of what was agreed to, in the edition that the link was planned in. */
export const agreedSteps = (
  request: LinkRequest,
  agreed: Agreement,
  edition: PlanEdition,
): PlanStep[] => planSteps(asAgreed(request, agreed), edition);

const isNoLater = (asked: string | null, agreed: string | null): boolean =>
  asked === null || (agreed !== null && Date.parse(agreed) <= Date.parse(asked));

/** Never more than was asked for: fewer or lesser roles, an end date no later, no write-back. */
export function isWithin(asked: Agreement, agreed: Agreement): boolean {
  const isEverything = asked.access.includes(globalAdministrator.templateId);
  const isAllowed = (role: Agreement["access"][number]) =>
    asked.access.includes(role) || (isEverything && findRole(role) !== undefined);
  const writesBackAsAsked = asked.passwordWriteback || !agreed.passwordWriteback;
  const setsFlagAsAsked =
    !agreed.setWritebackFlag || (asked.setWritebackFlag && agreed.passwordWriteback);
  return (
    agreed.access.length > 0 &&
    agreed.access.every(isAllowed) &&
    writesBackAsAsked &&
    setsFlagAsAsked &&
    isNoLater(asked.until, agreed.until)
  );
}

export const isLess = (asked: Agreement, agreed: Agreement): boolean =>
  JSON.stringify(askedIn(asked)) !== JSON.stringify(askedIn(agreed));

const askedIn = ({ access, passwordWriteback, setWritebackFlag, until }: Agreement) => [
  [...access].sort(),
  passwordWriteback,
  setWritebackFlag,
  until,
];
