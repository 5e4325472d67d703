/** How Privileged Identity Management gave an active role. */
export interface RoleSchedule {
  readonly id: string;
  readonly startsAt: string;
  /** Given by an administrator, or an eligible role that its holder activated. */
  readonly type: "Assigned" | "Activated";
}

/** A role that somebody may activate for some hours (PIM); until then it gives nothing. */
export interface RoleEligibility {
  readonly scheduleId: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  /** How long one activation lasts at most. */
  readonly hours: number;
  readonly startsAt: string;
  /** From this moment lists show it. */
  visibleFrom: string;
  /** From this moment it can't be activated any more; null = does not end. */
  endsAt: string | null;
}

/** What the role settings of Privileged Identity Management ask for; here the same for every role. */
export interface PimRules {
  /** A longer period, or one without an end, is refused; null = any. */
  readonly maxDays: number | null;
  readonly justification: boolean;
  readonly ticket: boolean;
  /** The administrator would have to have signed in with a second factor: nobody has, here. */
  readonly mfa: boolean;
}
