import { daysExtended, mostDaysExtended, mostExtensions, mostResends } from "./askingAgain";
import { mayEnd } from "./ending";
import type { Link } from "./link";
import { mayBeNamed, mostNamed } from "./naming";
import { hasRoom } from "./room";
import { cancellable, endable, isFinished, type Status } from "./states";
import type { Wait, WaitKind } from "./wait";

/** Why a link as it is now does not take an action, in words to show; undefined where it does. */
export type Objection = (link: Link) => string | undefined;

/** Questions that another administrator can answer as well. */
const passable: readonly WaitKind[] = ["consent", "administrator", "end"];
const isForAnother = ({ parked }: Link): boolean => parked?.code === "not_the_administrator";

/** These wait for somebody, or for nobody: in the others a step is being carried out. */
const asking = (status: Status): boolean => status.startsWith("awaiting") || status === "ending";

/** The open question, if what is said of it allows the action; nobody has answered it, and nobody wants the link stopped. */
const ofQuestion =
  (none: string, objection: (question: Wait, link: Link) => string | undefined): Objection =>
  (link) => {
    const { wait, cancelRequested, ending, status } = link;
    if (cancelRequested && !ending) return "The link is being cancelled.";
    if (wait?.decision)
      return "The open question was answered, and the answer is being carried out.";
    if (wait) return objection(wait, link);
    const soon = asking(status) ? " at this moment; try again in a moment" : "";
    return `A link that is ${status} ${none}${soon}.`;
  };

const noRoom = (link: Link): string | undefined =>
  hasRoom(link)
    ? undefined
    : "So much was done with this link that only cancel, end and erase are taken.";

export const againstResend = ofQuestion("has no open question to mail", ({ what }, link) => {
  if (what === "operator")
    return `A link that is ${link.status} waits for an operator, whose question is not mailed.`;
  if ((link.resends[what] ?? 0) >= mostResends)
    return `The mail of this question was sent anew ${String(mostResends)} times, which is the most.`;
  return noRoom(link);
});

export const againstRetry = ofQuestion("has nothing to retry", ({ what }, link) => {
  if (what !== "operator") return `A link that is ${link.status} has nothing to retry.`;
  if (isForAnother(link))
    return "Who was asked is not an administrator of the directory, and would only be asked again: name another administrator.";
  return noRoom(link);
});

export const againstNaming = ofQuestion("asks no administrator", ({ what }, link) => {
  const isParked = what === "operator";
  if (isParked && !isForAnother(link))
    return "What this link waits for is no administrator: look at `parked` for what is in its way.";
  if (!isParked && !passable.includes(what))
    return `What a link that is ${link.status} asks cannot be answered by another administrator.`;
  if (!mayBeNamed(link))
    return `Other people were named ${String(mostNamed)} times for this link, which is the most.`;
  return noRoom(link);
});

export const againstExtending = ofQuestion(
  "has no open question whose deadline could move",
  (question, link) => {
    if (question.extended.length >= mostExtensions)
      return `The deadline of this question was moved ${String(mostExtensions)} times, which is the most.`;
    if (daysExtended(question) >= mostDaysExtended)
      return `This question got ${String(mostDaysExtended)} days more, which is the most.`;
    return noRoom(link);
  },
);

export const againstCancel: Objection = ({ status, ending, cancelRequested, wait }) => {
  if (ending && status !== "ended")
    return "The access of this link is being ended, which is not cancelled.";
  if (cancelRequested || wait?.decision?.type === "cancelled")
    return "The link is being cancelled.";
  if (cancellable.includes(status)) return undefined;
  return `A link that is ${status} cannot be cancelled.`;
};

export const againstEnd: Objection = (link) => {
  const { status, ending, erasedAt } = link;
  if (ending && status !== "ended") return "The access of this link is being ended.";
  if (!endable.includes(status)) return `A link that is ${status} has no access to end.`;
  if (status === "awaitingWriteback" && !mayEnd(link))
    return "The open question was answered, and the answer is being carried out; try again in a moment.";
  if (!mayEnd(link))
    return `Nothing of this link, which is ${status}, is left in the directory, so there is nothing to end.`;
  return erasedAt === null ? undefined : "Nobody is left whom we could ask.";
};

/** An end date needs somebody to remind; without one, what a finished link knows of people can go. */
export const againstErase: Objection = ({ status, erasedAt, until }) => {
  if (!isFinished(status))
    return `The names and addresses of a link that is ${status} are still needed.`;
  if (erasedAt !== null) return "The names and addresses of this link were erased.";
  if (status === "completed" && until !== null)
    return `The access of this link has an end date (${until.at}): its names and addresses are needed until it has ended.`;
  return undefined;
};
