import type { Link, StoredEvent } from "./link";
import { isFinished, statuses, waitingFor, type Status, type WaitingOn } from "./states";
import type { WaitKind } from "./wait";

export interface Span {
  readonly from: string;
  readonly to: string;
}

/** A time in which the link stood in one status. */
export interface Stretch extends Span {
  readonly status: Status;
  readonly on: WaitingOn;
}

export type MomentKind =
  "asked" | "opened" | "consented" | "signedIn" | "linked" | "passedOn" | "parked" | "status";

/** Something that people want to find on the timeline. */
export interface Moment {
  readonly at: string;
  readonly kind: MomentKind;
  /** status: which one began. */
  readonly status: Status | null;
}

export interface Reminder {
  readonly at: string;
  readonly on: WaitingOn;
  readonly isSent: boolean;
}

export interface CaseTimeline extends Span {
  readonly now: string;
  readonly stretches: readonly Stretch[];
  readonly moments: readonly Moment[];
  readonly reminders: readonly Reminder[];
  /** Of the open question. */
  readonly deadline: string | null;
}

const prefix = "link.";
function statusIn({ type }: StoredEvent): Status | undefined {
  return statuses.find((status) => type === prefix + status);
}

function stretchesOf(link: Link, events: readonly StoredEvent[], now: string): Stretch[] {
  const begun = events.flatMap((event) => {
    const status = statusIn(event);
    return status ? [{ status, from: event.time }] : [];
  });
  const [first = { status: link.status, from: link.since }] = begun;
  const all = begun.length > 0 ? begun : [first];
  return all.flatMap(({ status, from }, index) => {
    const to = all[index + 1]?.from ?? (isFinished(status) ? undefined : now);
    return to === undefined ? [] : [{ status, from, to, on: waitingFor(status).on }];
  });
}

const passing: readonly string[] = ["decision.forwarded", "decision.notMe"];

function momentsOf(link: Link, events: readonly StoredEvent[]): Moment[] {
  const reached = (kind: MomentKind, at: string | null): Moment[] =>
    at ? [{ at, kind, status: null }] : [];
  const told = events.flatMap((event): Moment[] => {
    const status = statusIn(event);
    if (event.type === "link.parked") return reached("parked", event.time);
    if (passing.includes(event.type)) return reached("passedOn", event.time);
    const isShown = status && (isFinished(status) || status === "ending");
    return isShown ? [{ at: event.time, kind: "status", status }] : [];
  });
  return [
    ...reached("asked", link.createdAt),
    ...reached("opened", link.openedAt),
    ...reached("consented", link.consent?.at ?? null),
    ...reached("signedIn", link.account.signedInAt),
    ...reached("linked", link.linkedAt),
    ...told,
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

const asks: Readonly<Record<WaitKind, WaitingOn>> = {
  consent: "administrator",
  confirmation: "administrator",
  signIn: "account",
  administrator: "administrator",
  operator: "operator",
  writeback: "administrator",
  end: "administrator",
};

/** Reminders that went out, and those that will where nobody answers first. */
const remindersOf = ({ wait, pastWaits }: Link): Reminder[] =>
  [...pastWaits, ...(wait ? [wait] : [])].flatMap((one) =>
    one.reminders
      .map((at, index) => ({ at, on: asks[one.what], isSent: index < one.reminded }))
      .filter(({ isSent }) => isSent || (one === wait && !one.decision)),
  );

const latest = (instants: readonly string[]): string =>
  instants.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a));
const earliest = (instants: readonly string[]): string =>
  instants.reduce((a, b) => (Date.parse(b) < Date.parse(a) ? b : a));

/** A case over time: who was waited for and how long, what happened, and what comes by itself. */
export function caseTimeline(
  link: Link,
  events: readonly StoredEvent[],
  now: string,
): CaseTimeline {
  const stretches = stretchesOf(link, events, now);
  const moments = momentsOf(link, events);
  const deadline = link.wait && !link.wait.decision ? link.wait.deadline : null;
  const known = [...moments, ...stretches.map(({ from }) => ({ at: from }))].map(({ at }) => at);
  const ends = [
    link.createdAt,
    ...known,
    ...(isFinished(link.status) ? [] : [now]),
    ...(deadline ? [deadline] : []),
  ];
  return {
    from: earliest([link.createdAt, ...known]),
    to: latest(ends),
    now,
    stretches,
    moments,
    reminders: remindersOf(link),
    deadline,
  };
}
