import type { Link } from "./link";

/** What an operator can do to a case. */
export const caseActions = [
  "retry",
  "resend",
  "extend",
  "administrator",
  "cancel",
  "end",
  "erase",
] as const;
export type CaseAction = (typeof caseActions)[number];

export const isCaseAction = (name: string | undefined): name is CaseAction =>
  caseActions.some((action) => action === name);

/** What the operator wrote on the confirmation page. */
export interface ActionInput {
  /** Why; erasing keeps none. */
  readonly reason?: string;
  /** extend: days more. */
  readonly days?: number;
  /** administrator: who is asked instead. */
  readonly administrator?: { readonly email: string; readonly name?: string };
}

/** Which actions a link allows now, the likeliest first. */
export type AllowedActions = (link: Link) => readonly string[];
