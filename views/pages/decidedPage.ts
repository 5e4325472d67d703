import type { Link } from "../../domain/link";
import type { Decision, Wait, WaitKind } from "../../domain/wait";
import type { Reader } from "../../domain/mailedToken";
import { isFinished } from "../../domain/states";
import { directoryName } from "../aboutLink";
import { askerName, type Asker } from "../asker";
import { page } from "../frame";
import { html } from "../html";
import { timeElement } from "../readableTime";
import { nextWords, statusWords } from "../statusWords";
import { facts } from "./facts";

interface Decided {
  readonly link: Link;
  readonly caller: Asker;
  /** The wait of the opened mail; undecided means that a newer mail took its place. */
  readonly wait: Wait;
  /** Whose mail was opened, where the question was put to both people. */
  readonly reader?: Reader | undefined;
}

const happened: Readonly<Record<Decision["type"], string>> = {
  approved: "The administrator agreed.",
  ownSubscription:
    "The administrator said that they manage the directory themselves. Nobody was invited.",
  resent: "The mail was sent once more, with a new link.",
  forwarded: "The request was passed on to somebody else.",
  notMe: "Somebody said that the mail had reached the wrong person.",
  confirmed: "The administrator confirmed the account.",
  signedIn: "The holder of the account signed in.",
  renewed: "An administrator signed in again.",
  retry: "The step that had failed was begun again.",
  signedOff: "Password write-back was signed off as done.",
  notDone: "It was recorded that password write-back will not be done.",
  ending: "The access is being ended, so this question is not open any more.",
  agreedToEnd: "An administrator signed in to end the access.",
  declined: "The request was declined.",
  expired: "Nobody answered in time.",
  cancelled: "The request was cancelled.",
};

/** Answered, and the link has not moved on yet: its status would still tell of the question. */
const isTakenUp = ({ link, wait }: Decided): boolean =>
  wait.decision !== null && link.wait?.n === wait.n;

const standing = (decided: Decided): string =>
  isTakenUp(decided)
    ? "The answer is recorded and is being carried out."
    : statusWords(decided.link.status);

const passedOn: readonly Decision["type"][] = ["forwarded", "notMe"];

/** Whom a question is put to. */
const sidesOf: Readonly<Record<WaitKind, readonly (Reader | "operator")[]>> = {
  consent: ["administrator"],
  confirmation: ["administrator"],
  signIn: ["account"],
  administrator: ["administrator"],
  operator: ["operator"],
  writeback: ["administrator", "account"],
  end: ["administrator"],
};

/** Whether the open question is put to whoever reads this; of two readers either may be meant. */
function isAsked({ link, wait, reader }: Decided): boolean {
  if (!link.wait || link.wait.decision) return false;
  const readers = reader ? [reader] : sidesOf[wait.what];
  return sidesOf[link.wait.what].some((side) => readers.includes(side));
}

/** What the reader can do: only an undecided question in a newer mail still needs them. */
function nextStep(decided: Decided): string {
  const { link, caller, wait } = decided;
  if (wait.decision && passedOn.includes(wait.decision.type))
    return "You need not do anything: somebody else is asked now.";
  if (isAsked(decided)) return "Open the link in the newest mail that we sent you.";
  if (isFinished(link.status))
    return `You need not do anything. If this is a surprise to you, ask ${askerName(caller)}.`;
  if (isTakenUp(decided)) return "You need not do anything now.";
  return `You need not do anything now. ${nextWords(link.status)}`;
}

/** For a mailed link whose question was answered, or was asked again in a newer mail. */
export function decidedPage(decided: Decided): string {
  const { link, caller, wait } = decided;
  const { decision } = wait;
  const body = html`<p class="lead">
      ${decision ? happened[decision.type] : "A newer mail took the place of the one you opened."}
    </p>
    ${facts([
      ["Directory", directoryName(link)],
      ["Asked by", askerName(caller)],
      ["Ticket", link.request.ticket?.id],
      ["Answered", decision && timeElement(decision.at)],
      ["How it stands now", standing(decided)],
    ])}
    <h2>What you can do</h2>
    <p>${nextStep(decided)}</p>`;
  return page({
    title: decision ? "This question has been answered" : "There is a newer mail",
    body,
  });
}
