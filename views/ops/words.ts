import type { Concern } from "../../domain/attention";
import type { Stage } from "../../domain/funnel";
import type { Status, WaitingOn } from "../../domain/states";
import type { Caller } from "../../domain/ports";

/** A status in a few words, for lists; statusWords.ts has the sentences. */
export const statusName: Readonly<Record<Status, string>> = {
  requested: "Being looked up",
  awaitingConsent: "Waits for consent",
  preparing: "Being prepared",
  awaitingConfirmation: "Waits for confirmation of the account",
  awaitingSignIn: "Waits for the account’s sign-in",
  assigningRole: "Roles being given",
  linked: "Linked, last checks",
  awaitingWriteback: "Linked, write-back open",
  completed: "Completed",
  awaitingAdministrator: "Waits for a second sign-in",
  needsOperator: "Parked",
  undoing: "Being taken back",
  failed: "Failed",
  declined: "Declined",
  notNeeded: "Not needed",
  expired: "Expired",
  cancelled: "Cancelled",
  ending: "Access is ending",
  ended: "Access ended",
};

export const whoName: Readonly<Record<WaitingOn, string>> = {
  operator: "An operator",
  administrator: "The administrator",
  account: "The account holder",
  directory: "Microsoft and us",
  nobody: "Nobody",
};

export const stageName: Readonly<Record<Stage, string>> = {
  asked: "Asked",
  opened: "Opened",
  consented: "Consented",
  signedIn: "Signed in",
  linked: "Linked",
};

export const concernName: Readonly<Record<Concern, string>> = {
  parked: "Parked",
  overdue: "Past its deadline",
  slow: "Takes too long",
  noReminderLeft: "No reminder left",
};

/** How a case looks at a glance. */
export type Tone = "bad" | "warn" | "open" | "good" | "over";

const toneBy: Partial<Readonly<Record<Status, Tone>>> = {
  needsOperator: "bad",
  failed: "bad",
  awaitingAdministrator: "warn",
  ending: "warn",
  undoing: "warn",
  linked: "good",
  completed: "good",
  awaitingWriteback: "good",
  declined: "over",
  notNeeded: "over",
  expired: "over",
  cancelled: "over",
  ended: "over",
};
export const toneOf = (status: Status): Tone => toneBy[status] ?? "open";

/** The caller's declared name, or its id where it was taken out of the settings. */
export const callerName = (callers: readonly Caller[], id: string): string =>
  callers.find((caller) => caller.id === id)?.displayName ?? id;
