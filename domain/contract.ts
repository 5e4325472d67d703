import type { LinkId, RoleTemplateId } from "./ids";
import type { Decision, WaitKind } from "./wait";
import type { Code, Failure } from "./errors";
import type { Link } from "./link";
import type { PlanEdition } from "./plan";
import type { Status } from "./states";

/** Every mail there is, by name. */
export type MailName =
  | "askConsent"
  | "remindConsent"
  | "askConfirmation"
  | "remindConfirmation"
  | "askSignIn"
  | "remindSignIn"
  | "askAdministrator"
  | "remindAdministrator"
  | "linkedAdministrator"
  | "linkedAccount"
  | "remindWritebackAdministrator"
  | "remindWritebackAccount"
  | "writebackClosed"
  | "notNeeded"
  | "askEnd"
  | "remindEnd"
  | "endedAdministrator"
  | "endedAccount"
  | "stoppedAdministrator"
  | "stoppedAccount";

/** What the orchestrator learns when it looks at a wait: a decision's type, or when to look again. */
export interface Look {
  readonly decided: Decision["type"] | null;
  readonly lookAgainAt: string;
  /** The number of the reminder that is due and not sent; 0 where none is. */
  readonly reminderDue: number;
}

/** Where a link goes that cannot go on by itself. */
export type Parked = Extract<Status, "awaitingAdministrator" | "needsOperator">;

type ForLink<T = unknown> = { readonly linkId: LinkId } & T;

/**
 * Every activity with its input and result. Only ids, codes and times cross: the engine's history
 * keeps them. `now` is the orchestration's clock, ISO 8601.
 */
export interface Activities {
  claimRun: { in: ForLink<{ runId: string }>; out: { mine: boolean } };
  resolveDirectory: { in: ForLink; out: { found: boolean } };
  /** `edition`: of the story that runs, which the plan has to fit. */
  makePlan: { in: ForLink<{ edition: PlanEdition }>; out: null };
  openWait: { in: ForLink<{ n: number; what: WaitKind; now: string }>; out: null };
  takeDecision: { in: ForLink<{ n: number; now: string }>; out: Look };
  confirmConsent: {
    in: ForLink;
    out: {
      roles: readonly RoleTemplateId[];
      passwordWriteback: boolean;
      setWritebackFlag: boolean;
    };
  };
  /** `how` the roles are given after all: only direct where Entra cannot end them. */
  preflight: { in: ForLink; out: { isThere: boolean; how: Link["roles"][number]["how"] } };
  /** Of the first edition of the story; `preflight` has its place. */
  findAccount: { in: ForLink; out: { isThere: boolean } };
  inviteAccount: { in: ForLink; out: null };
  confirmAccount: { in: ForLink; out: null };
  assignRole: { in: ForLink<{ templateId: RoleTemplateId }>; out: null };
  /** `given` is false where the directory has no licence for it and the role has to be assigned for good. */
  scheduleRole: { in: ForLink<{ templateId: RoleTemplateId }>; out: { given: boolean } };
  setWritebackFlag: { in: ForLink; out: null };
  /** `isOpen`: there is something for a person to do. */
  checkWriteBack: { in: ForLink; out: { isOpen: boolean } };
  leaveWriteBackOpen: { in: ForLink; out: null };
  /** What the directory takes its time for, while a step waits; null when it is over. */
  noteSettling: { in: ForLink<{ code: Code | null }>; out: null };
  /** Makes the two mailed links that end the access, and notes its end date. */
  prepareEnd: { in: ForLink; out: null };
  claimEnd: {
    in: ForLink<{ runId: string }>;
    out: { mine: boolean; lastWait: number; proven: boolean };
  };
  revokeSessions: { in: ForLink; out: null };
  removeGuest: { in: ForLink; out: null };
  reportEnd: { in: ForLink; out: null };
  sendMail: { in: ForLink<{ mail: MailName; n: number; reminder?: number }>; out: null };
  moveTo: { in: ForLink<{ status: Status }>; out: null };
  park: {
    in: ForLink<{ step: string; failure: Failure; now: string; until: Parked }>;
    out: { decidedBefore: number | null };
  };
  undoRoles: { in: ForLink; out: null };
  reportUndo: { in: ForLink; out: null };
  forgetSession: { in: ForLink; out: null };
  tellTicket: { in: ForLink; out: null };
}

export type ActivityName = keyof Activities;
export type Input<N extends ActivityName> = Activities[N]["in"];
export type Output<N extends ActivityName> = Activities[N]["out"];
/** Where an activity says what is no failure of its own. */
export interface StepLog {
  warn(line: string): void;
}
export type Activity<N extends ActivityName> = (
  input: Input<N>,
  log?: StepLog,
) => Promise<Output<N>>;

export const orchestrationName = "linkDirectory";
export const endOrchestrationName = "endLink";

/** A link's end is a run of its own, beside the one that made it. */
export const endInstanceId = (linkId: LinkId): string => `${linkId}-end`;

/** The one event name of a wait; its payload is `{ linkId, n }` and only wakes the orchestrator. */
export const wakeEvent = (n: number): string => `wake-${String(n)}`;
