import { mayEnd } from "./ending";
import type { Link } from "./link";
import { cancellable, endable, isFinished, outcomes } from "./states";
import { daysExtended, mostDaysExtended, mostExtensions, mostResends } from "./askingAgain";
import { mayBeNamed } from "./naming";
import { hasRoom } from "./room";
import type { WaitKind } from "./wait";

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
  /** Whether a link as it is now takes the action. */
  may(link: Link): boolean;
  /** Where it is taken at all: statuses, with what else has to hold. */
  readonly allowedIn: readonly string[];
}

/** The question that is open: nobody has answered it, and nobody wants the link stopped. */
const openQuestion = ({ wait, cancelRequested, ending }: Link) =>
  wait && !wait.decision && (!cancelRequested || ending) ? wait : null;

/** Questions that go out by mail; an operator's does not. */
export const mailedKinds: readonly WaitKind[] = [
  "consent",
  "confirmation",
  "signIn",
  "administrator",
  "writeback",
  "end",
];
const waitingForMail = [
  "awaitingConsent",
  "awaitingConfirmation",
  "awaitingSignIn",
  "awaitingAdministrator",
  "awaitingWriteback",
  "ending",
];
/** Questions that another administrator can answer as well. */
const passable: readonly WaitKind[] = ["consent", "administrator", "end"];
const wrongPerson = ({ parked }: Link): boolean => parked?.code === "not_the_administrator";

function mayName(link: Link): boolean {
  const question = openQuestion(link);
  if (!question || !mayBeNamed(link) || !hasRoom(link)) return false;
  return passable.includes(question.what) || (question.what === "operator" && wrongPerson(link));
}

function mayResend(link: Link): boolean {
  const question = openQuestion(link);
  const isMailed = question !== null && mailedKinds.includes(question.what);
  return isMailed && (link.resends[question.what] ?? 0) < mostResends && hasRoom(link);
}

function mayExtend(link: Link): boolean {
  const question = openQuestion(link);
  return (
    question !== null &&
    question.extended.length < mostExtensions &&
    daysExtended(question) < mostDaysExtended &&
    hasRoom(link)
  );
}

/** An end date needs somebody to remind; without one, what a finished link knows of people can go. */
const mayErase = ({ status, erasedAt, until }: Link): boolean =>
  isFinished(status) && erasedAt === null && !(status === "completed" && until !== null);

/**
 * The one table of what may be done when. The moves themselves stand in states.ts; who was first is
 * decided by the row, so an action that is allowed can still come too late.
 */
export const rules: Readonly<Record<Action, Rule>> = {
  cancel: {
    may: ({ status, ending, cancelRequested, wait }) =>
      !ending &&
      !cancelRequested &&
      wait?.decision?.type !== "cancelled" &&
      cancellable.includes(status),
    allowedIn: cancellable,
  },
  resend: { may: mayResend, allowedIn: waitingForMail },
  retry: {
    may: (link) => openQuestion(link)?.what === "operator" && !wrongPerson(link) && hasRoom(link),
    allowedIn: ["needsOperator"],
  },
  administrator: {
    may: mayName,
    allowedIn: [
      "awaitingConsent",
      "awaitingAdministrator",
      "needsOperator (not_the_administrator)",
      "ending",
    ],
  },
  extend: { may: mayExtend, allowedIn: [...waitingForMail, "needsOperator"] },
  end: {
    may: (link) => mayEnd(link) && link.ending === null && link.erasedAt === null,
    allowedIn: endable,
  },
  erase: {
    may: mayErase,
    allowedIn: outcomes.map((status) =>
      status === "completed" ? "completed (without an end date)" : status,
    ),
  },
};

export const mayDo = (link: Link, action: Action): boolean => rules[action].may(link);

/** What callers and operators can do with the link as it is now. */
export const allowedActions = (link: Link): Action[] =>
  actions.filter((action) => mayDo(link, action));
