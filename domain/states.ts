export const statuses = [
  "requested",
  "awaitingConsent",
  "preparing",
  "awaitingConfirmation",
  "awaitingSignIn",
  "assigningRole",
  "linked",
  "awaitingWriteback",
  "completed",
  "awaitingAdministrator",
  "needsOperator",
  "undoing",
  "failed",
  "declined",
  "notNeeded",
  "expired",
  "cancelled",
  "ending",
  "ended",
] as const;
export type Status = (typeof statuses)[number];

export const waitingOns = ["administrator", "account", "directory", "operator", "nobody"] as const;
export type WaitingOn = (typeof waitingOns)[number];

/** How a link ended before it was completed, once everything done so far was taken back. */
export const sadOutcomes = ["declined", "expired", "cancelled"] as const;
export type SadOutcome = (typeof sadOutcomes)[number];
/** The outcome that a decision against the link stands for. */
export const sadOutcome = (decided: string): SadOutcome =>
  sadOutcomes.find((outcome) => outcome === decided) ?? "cancelled";

export const outcomes = ["completed", "failed", "notNeeded", "ended", ...sadOutcomes] as const;
export type Outcome = (typeof outcomes)[number];

/** The one table of moves. `needsOperator` goes back to the step that failed. */
const moves: Readonly<Record<Status, readonly Status[]>> = {
  requested: ["awaitingConsent", "failed", "needsOperator", "undoing"],
  awaitingConsent: ["preparing", "notNeeded", "undoing", "needsOperator"],
  preparing: [
    "awaitingConfirmation",
    "awaitingSignIn",
    "awaitingAdministrator",
    "needsOperator",
    "undoing",
  ],
  awaitingConfirmation: ["awaitingSignIn", "needsOperator", "undoing"],
  awaitingSignIn: ["assigningRole", "needsOperator", "undoing"],
  assigningRole: ["linked", "awaitingAdministrator", "needsOperator", "undoing"],
  awaitingAdministrator: ["preparing", "assigningRole", "needsOperator", "undoing"],
  linked: ["awaitingWriteback", "completed"],
  awaitingWriteback: ["completed", "ending"],
  completed: ["ending"],
  needsOperator: [
    "requested",
    "awaitingConsent",
    "preparing",
    "awaitingConfirmation",
    "awaitingSignIn",
    "assigningRole",
    "ending",
    "undoing",
  ],
  undoing: sadOutcomes,
  failed: [],
  // What had to stay in the directory can still be removed.
  declined: ["ending"],
  notNeeded: [],
  expired: ["ending"],
  cancelled: ["ending"],
  ending: ["ended", "needsOperator"],
  ended: [],
};

export const mayMove = (from: Status, to: Status): boolean => moves[from].includes(to);

/** Nothing is waited for any more. Access that was given can still be ended. */
export const isFinished = (status: Status): status is Status & Outcome =>
  outcomes.some((outcome) => outcome === status);

/** States that may still be cancelled: once the account is linked, access is ended, not cancelled. */
export const cancellable: readonly Status[] = statuses.filter((status) =>
  moves[status].includes("undoing"),
);

/** States in which the access, or what an unfinished link left behind, can be ended. */
export const endable: readonly Status[] = statuses.filter(
  (status) => status !== "needsOperator" && moves[status].includes("ending"),
);

const waiting: Readonly<Record<Status, { on: WaitingOn; next: string }>> = {
  requested: {
    on: "directory",
    next: "The directory is looked up and the administrator gets a mail",
  },
  awaitingConsent: {
    on: "administrator",
    next: "The administrator opens the mailed link and decides",
  },
  preparing: { on: "directory", next: "The outside account is invited into the directory" },
  awaitingConfirmation: {
    on: "administrator",
    next: "The administrator confirms that the account found in the directory is the one that is meant",
  },
  awaitingSignIn: { on: "account", next: "The account holder opens the mailed link and signs in" },
  assigningRole: { on: "directory", next: "The account gets the roles that were agreed" },
  linked: { on: "directory", next: "The last checks are made" },
  awaitingWriteback: {
    on: "administrator",
    next: "Somebody follows the mailed steps for password write-back and signs them off",
  },
  completed: { on: "nobody", next: "Nothing: the account manages the directory" },
  awaitingAdministrator: {
    on: "administrator",
    next: "An administrator opens the mailed link and signs in once more",
  },
  needsOperator: {
    on: "operator",
    next: "An operator looks at the reason, then retries or cancels",
  },
  undoing: { on: "directory", next: "What was done so far is taken back" },
  failed: { on: "nobody", next: "Nothing: correct the request and send it again" },
  declined: { on: "nobody", next: "Nothing: the administrator declined" },
  expired: {
    on: "nobody",
    next: "Nothing: nobody answered in time; ask again if it is still wanted",
  },
  cancelled: { on: "nobody", next: "Nothing: the request was cancelled" },
  notNeeded: {
    on: "nobody",
    next: "Nothing: the administrator manages it with their own Azure subscription",
  },
  ending: {
    on: "administrator",
    next: "An administrator opens the mailed link and signs in, so that the access can be taken back",
  },
  ended: { on: "nobody", next: "Nothing: the access was ended" },
};

/** Whether a link in this state can wait for them: its own, or the directory while an answer is taken up or a step settles. */
export const mayWaitFor = (status: Status, on: WaitingOn): boolean =>
  on === "directory" || waiting[status].on === on;

/** Whom the link waits for in this state, and the one next action in plain words. */
export const waitingFor = (status: Status): { on: WaitingOn; next: string } => waiting[status];
