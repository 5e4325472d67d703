import type { Link } from "./link";
import {
  againstCancel,
  againstEnd,
  againstErase,
  againstExtending,
  againstNaming,
  againstResend,
  againstRetry,
  type Objection,
} from "./objections";
import { cancellable, endable, outcomes, sadOutcomes, type Status } from "./states";

/** Everything that callers and operators may do with a link. */
export const actions = [
  "cancel",
  "resend",
  "retry",
  "administrator",
  "extend",
  "end",
  "erase",
] as const;
export type Action = (typeof actions)[number];

export const isAction = (name: string | undefined): name is Action =>
  actions.some((action) => action === name);

interface Rule {
  readonly against: Objection;
  /** The statuses in which it is taken at all. */
  readonly allowedIn: readonly Status[];
  /** What else has to hold there, for people who read the table. */
  readonly where?: Partial<Readonly<Record<Status, string>>>;
}

const waitingForMail: readonly Status[] = [
  "awaitingConsent",
  "awaitingConfirmation",
  "awaitingSignIn",
  "awaitingAdministrator",
  "awaitingWriteback",
  "ending",
];

const somethingLeft = Object.fromEntries(
  sadOutcomes.map((status) => [status, "something is left in the directory"]),
);

/**
 * The one table of what may be done when. The moves themselves stand in states.ts; who was first is
 * decided by the row, so an action that is allowed can still come too late.
 */
export const rules: Readonly<Record<Action, Rule>> = {
  cancel: { against: againstCancel, allowedIn: cancellable },
  resend: { against: againstResend, allowedIn: waitingForMail },
  retry: {
    against: againstRetry,
    allowedIn: ["needsOperator"],
    where: { needsOperator: "not `not_the_administrator`" },
  },
  administrator: {
    against: againstNaming,
    allowedIn: ["awaitingConsent", "awaitingAdministrator", "needsOperator", "ending"],
    where: { needsOperator: "`not_the_administrator`" },
  },
  extend: { against: againstExtending, allowedIn: [...waitingForMail, "needsOperator"] },
  end: { against: againstEnd, allowedIn: endable, where: somethingLeft },
  erase: {
    against: againstErase,
    allowedIn: outcomes,
    where: { completed: "without an end date" },
  },
};

/** Why the link does not take the action now, naming the one cause; undefined where it does. */
export const whyNot = (link: Link, action: Action): string | undefined =>
  rules[action].against(link);

export const mayDo = (link: Link, action: Action): boolean => whyNot(link, action) === undefined;

/** What callers and operators can do with the link as it is now. */
export const allowedActions = (link: Link): Action[] =>
  actions.filter((action) => mayDo(link, action));
