import type { Link } from "./link";
import { dayMs } from "./time";
import type { Decision, Wait, WaitKind } from "./wait";

/** A parked link waits this long for an operator before it is undone. */
const operatorDays = 30;
/** An administrator whose session or role lapsed has this long to sign in again. */
const administratorDays = 7;

/** A day after the last reminder, ending the access is overdue. */
const endDays = 15;
const endReminderDays = [1, 3, 7, 14];
/** Who has left the page by then gets a mail about the account that was found. */
const leftAfterMs = 3 * 60 * 1000;

const iso = (ms: number): string => new Date(ms).toISOString();

function daysFor(link: Link, what: WaitKind): number {
  switch (what) {
    case "consent":
    case "confirmation":
      return link.request.respondWithinDays.consent;
    case "signIn":
      return link.request.respondWithinDays.signIn;
    case "administrator":
      return administratorDays;
    case "operator":
      return operatorDays;
    case "writeback":
      return link.request.respondWithinDays.writeback;
    case "end":
      return endDays;
  }
}

type Span = readonly [openedAt: number, deadline: number];

/** Reminders at one and two thirds of the wait and a day before its end, where nothing else is said. */
function reminderTimes(link: Link, what: WaitKind, [openedAt, deadline]: Span): string[] {
  const span = deadline - openedAt;
  const usual = [openedAt + span / 3, openedAt + (2 * span) / 3, deadline - dayMs];
  const times =
    what === "operator"
      ? []
      : what === "end"
        ? endReminderDays.map((days) => openedAt + days * dayMs)
        : usual;
  const mailed =
    what === "confirmation" && link.plan?.edition !== 1 ? [openedAt + leftAfterMs] : [];
  const useful = [...mailed, ...times]
    .map(Math.round)
    .filter((time) => time > openedAt && time < deadline);
  return [...new Set(useful)].sort((a, b) => a - b).map(iso);
}

export interface Question {
  readonly n: number;
  readonly what: WaitKind;
  readonly now: string;
  readonly tokenHash: string;
  readonly accountTokenHash: string | null;
  readonly kid: string;
}

/** The question that is asked anew here, whose clock goes on: it was passed on, or mailed once more. */
function askedBefore({ pastWaits, wait }: Link, { what }: Question): Wait | undefined {
  const before = [...pastWaits, ...(wait ? [wait] : [])].findLast((one) => one.what === what);
  const type = before?.decision?.type;
  // Who is named for the end has the whole time.
  return type === "resent" || (type === "forwarded" && what !== "end") ? before : undefined;
}

/** A mail that somebody had sent once more goes out at once, and no reminder a moment later. */
const asksAgain = (before: Wait | undefined): boolean => before?.decision?.type === "resent";

/** Wait number `n` of a link, opened at the orchestration's clock; its deadline never moves by itself. */
export function newWait(link: Link, question: Question): Wait {
  const opened = Date.parse(question.now);
  const before = askedBefore(link, question);
  const deadline = before
    ? Date.parse(before.deadline)
    : opened + daysFor(link, question.what) * dayMs;
  const reminders = reminderTimes(link, question.what, [opened, deadline]);
  const tooSoon = asksAgain(before) ? opened + leftAfterMs : opened;
  return {
    n: question.n,
    what: question.what,
    openedAt: iso(opened),
    deadline: iso(deadline),
    reminders: reminders.filter((time) => Date.parse(time) > tooSoon),
    reminded: 0,
    tokenHash: question.tokenHash,
    accountTokenHash: question.accountTokenHash,
    kid: question.kid,
    extended: before?.extended ?? [],
    decision: null,
  };
}

/** The same question with more time: what was reminded of stays so, the other reminders are set anew. */
export function extendedWait(
  link: Link,
  wait: Wait,
  more: { by: string; at: string; days: number },
): Wait {
  const deadline = Date.parse(wait.deadline) + more.days * dayMs;
  const past = wait.reminders.slice(0, wait.reminded);
  const kind = wait.what === "end" ? "administrator" : wait.what;
  const soon = Date.parse(more.at) + leftAfterMs;
  const ahead = reminderTimes(link, kind, [Date.parse(more.at), deadline]).filter(
    (time) => Date.parse(time) > soon,
  );
  return {
    ...wait,
    deadline: iso(deadline),
    reminders: [...past, ...ahead],
    extended: [...wait.extended, more],
  };
}

/** How many reminders should have gone out by `now`. */
export const remindersDue = (wait: Wait, now: string): number =>
  wait.reminders.filter((time) => Date.parse(time) <= Date.parse(now)).length;

/** When the wait has to be looked at next if nobody decides. */
export const nextLook = (wait: Wait, now: string): string =>
  wait.reminders.find((time) => Date.parse(time) > Date.parse(now)) ?? wait.deadline;

export const isOver = (wait: Wait, now: string): boolean =>
  Date.parse(wait.deadline) <= Date.parse(now);

export type Refused = "already_decided" | "link_expired";

/** The one rule of who decides: the wait is open, undecided and in time. */
export function decide(link: Link, n: number, decision: Decision): Link | Refused {
  const wait = link.wait;
  if (wait?.n !== n || wait.decision) return "already_decided";
  if (decision.type !== "expired" && isOver(wait, decision.at)) return "link_expired";
  const cancelRequested =
    decision.type === "cancelled" ? { by: decision.by, at: decision.at } : link.cancelRequested;
  return { ...link, cancelRequested, wait: { ...wait, decision } };
}

/** The wait `n`, open or closed. */
export const findWait = (link: Link, n: number): Wait | undefined =>
  link.wait?.n === n ? link.wait : link.pastWaits.find((wait) => wait.n === n);

const asksPeople: readonly WaitKind[] = ["consent", "confirmation", "signIn", "writeback", "end"];
/** A row has room for so many: people's own questions, and the others. */
const kept = { people: 12, others: 8 };

/** A question that was asked anew has the extensions of the one before: that one need not keep them. */
const withoutRepeated =
  (last: Wait) =>
  (before: Wait): Wait => {
    const isRepeated = before.extended.every(({ at }) =>
      last.extended.some((one) => one.at === at),
    );
    return before.what === last.what && isRepeated ? { ...before, extended: [] } : before;
  };

/** Puts the open wait away, with the reminders that went out; of many, the last ones stay. */
export function closeWait(link: Link): Link {
  const { wait, pastWaits } = link;
  if (!wait) return link;
  const closed = { ...wait, reminders: wait.reminders.slice(0, wait.reminded) };
  const waits = [...pastWaits.map(withoutRepeated(wait)), closed];
  const people = waits.filter((wait) => asksPeople.includes(wait.what));
  const others = waits.filter((wait) => !asksPeople.includes(wait.what));
  const stays = new Set([...people.slice(-kept.people), ...others.slice(-kept.others)]);
  return { ...link, wait: null, pastWaits: waits.filter((wait) => stays.has(wait)) };
}
