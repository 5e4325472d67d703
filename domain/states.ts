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
  "expired",
  "cancelled",
] as const;
export type Status = (typeof statuses)[number];

export type WaitingOn = "administrator" | "account" | "directory" | "operator" | "nobody";

/** How a link ended before it was completed, once everything done so far was taken back. */
export const sadOutcomes = ["declined", "expired", "cancelled"] as const;
export type SadOutcome = (typeof sadOutcomes)[number];
/** The outcome that a decision against the link stands for. */
export const sadOutcome = (decided: string): SadOutcome =>
  sadOutcomes.find((outcome) => outcome === decided) ?? "cancelled";

export type Outcome = SadOutcome | "completed" | "failed";

/** The one table of moves. `needsOperator` goes back to the step that failed. */
const moves: Readonly<Record<Status, readonly Status[]>> = {
  requested: ["awaitingConsent", "failed", "needsOperator", "undoing"],
  awaitingConsent: ["preparing", "undoing", "needsOperator"],
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
  awaitingWriteback: ["completed"],
  completed: [],
  needsOperator: [
    "requested",
    "awaitingConsent",
    "preparing",
    "awaitingConfirmation",
    "awaitingSignIn",
    "assigningRole",
    "undoing",
  ],
  undoing: sadOutcomes,
  failed: [],
  declined: [],
  expired: [],
  cancelled: [],
};

export const mayMove = (from: Status, to: Status): boolean => moves[from].includes(to);

export const isFinished = (status: Status): boolean => moves[status].length === 0;

/** States that may still be cancelled: once the account is linked, access is ended, not cancelled. */
export const cancellable: readonly Status[] = statuses.filter((status) =>
  moves[status].includes("undoing"),
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
  awaitingWriteback: { on: "directory", next: "The directory is checked for password write-back" },
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
};

/** Whom the link waits for in this state, and the one next action in plain words. */
export const waitingFor = (status: Status): { on: WaitingOn; next: string } => waiting[status];
