import type { ActivityName, MailName, Output, Parked } from "../domain/contract";
import type { Code, Failure } from "../domain/errors";
import type { WaitKind } from "../domain/wait";
import { sadOutcome, type Status } from "../domain/states";
import {
  attempt,
  call,
  insist,
  later,
  now,
  StepFailed,
  Stopped,
  type Decided,
  type Rest,
  type Run,
  type Step,
} from "./call";
import { waitFor } from "./waitFor";

interface Stuck {
  readonly step: ActivityName | "askConsent";
  readonly failure: Failure;
}

interface Helper {
  readonly what: WaitKind;
  readonly until: Parked;
  readonly decides: Decided;
  readonly mails?: Mails;
}

/** `ask` goes out with the question; without it the first reminder is the first mail. */
export interface Mails {
  readonly ask?: MailName;
  readonly remind: readonly MailName[];
}

export const operator: Helper = { what: "operator", until: "needsOperator", decides: "retry" };
const administrator: Helper = {
  what: "administrator",
  until: "awaitingAdministrator",
  decides: "renewed",
  mails: { ask: "askAdministrator", remind: ["remindAdministrator"] },
};

/** Failures that an administrator of the directory mends by signing in once more… */
export const lapsed: readonly Code[] = [
  "session_lapsed",
  "not_an_administrator",
  "consent_not_visible_yet",
];
/** …in the steps that work with the administrator's session. */
const withSession: readonly ActivityName[] = [
  "confirmConsent",
  "preflight",
  "findAccount",
  "inviteAccount",
  "confirmAccount",
  "scheduleRole",
  "assignRole",
];
const helperFor = ({ step: name, failure }: Stuck): Helper =>
  lapsed.includes(failure.code) && withSession.some((one) => one === name)
    ? administrator
    : operator;

/**
 * One step of the story. What the product cannot solve waits for the person who can: the same step
 * is taken again after their help; anything else throws Stopped.
 */
export function* step<N extends ActivityName>(run: Run, name: N, rest: Rest<N>): Step<Output<N>> {
  for (;;) {
    try {
      return yield* call(run, name, rest);
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      const stuck = { step: name, failure: error.failure };
      yield* askForHelp(run, stuck, helperFor(stuck));
    }
  }
}

/** Waits for who can help; answers a decision that was made before the link could be parked. */
export function* askForHelp(run: Run, stuck: Stuck, helper: Helper): Step<Decided | undefined> {
  const { what, until, decides, mails } = helper;
  const { decidedBefore } = yield* insist(run, "park", { ...stuck, until, now: now(run) });
  if (decidedBefore !== null) return yield* waitFor(run, decidedBefore);
  const n = ++run.waits;
  yield* insist(run, "openWait", { n, what, now: now(run) });
  const unsent = yield* mailed(run, mails, n);
  yield* attempt(run, "tellTicket", {});
  const late = unsent && (yield* askForHelp(run, { step: "sendMail", failure: unsent }, operator));
  if (unsent && !late) return undefined;
  const decided = late ?? (yield* waitFor(run, n, mails?.remind));
  if (isAskedAnew(decided)) return yield* askForHelp(run, stuck, helper);
  if (decided !== decides) throw new Stopped(sadOutcome(decided));
  return undefined;
}

/** The question's mail, where there is one; the failure of one that did not go out. */
function* mailed(run: Run, mails: Mails | undefined, n: number): Step<Failure | undefined> {
  return mails?.ask ? yield* attempt(run, "sendMail", { mail: mails.ask, n }) : undefined;
}

/** Moves the link and lets the ticket hear; a ticket that does not listen holds up nothing. */
export function* moveTo(run: Run, status: Status): Step<void> {
  yield* insist(run, "moveTo", { status });
  yield* attempt(run, "tellTicket", {});
}

/**
 * Seconds between the last tries to publish a finished link and hand its events over, should that fail. A ticket
 * that does not answer is the outbox's matter; the long pauses stay for runs that wait in one.
 */
const lastTells = [60, 300, 1800, 7200, 43_200, 86_400, 86_400];

/** The link is finished: its last events go out with patience, nothing waits for them any more. */
export function* tellAtLast(run: Run): Step<void> {
  for (const seconds of lastTells) {
    if (!(yield* attempt(run, "tellTicket", {}))) return;
    yield run.context.df.createTimer(later(run, seconds * 1000));
  }
  yield* attempt(run, "tellTicket", {});
}

/** The same question once more: passed on to somebody else, or mailed anew on demand. */
export const isAskedAnew = (decided: Decided): boolean =>
  decided === "forwarded" || decided === "resent";

/** Asked anew, a question is mailed at once, also where it was only shown at first. */
const askedAgain = ({ ask: first, remind }: Mails): Mails => {
  const mail = first ?? remind[0];
  return { ...(mail ? { ask: mail } : {}), remind };
};

/**
 * Opens a wait (row first), mails the question and waits for its decision; asked anew, a new wait is
 * opened, so that the link in the older mail is dead.
 */
export function* ask(run: Run, what: WaitKind, mails: Mails): Step<Decided> {
  for (let asks = mails; ;) {
    const n = ++run.waits;
    yield* step(run, "openWait", { n, what, now: now(run) });
    const unsent = yield* mailed(run, asks, n);
    yield* attempt(run, "tellTicket", {});
    const decided = unsent
      ? yield* askForHelp(run, { step: "sendMail", failure: unsent }, operator)
      : yield* waitFor(run, n, mails.remind);
    if (decided && !isAskedAnew(decided)) return decided;
    asks = decided ? askedAgain(mails) : asks;
  }
}

const notTheAdministrator = {
  step: "askConsent",
  failure: { code: "not_the_administrator", class: "needsPerson", seconds: 0 },
} as const;

/** Asks for consent until somebody decides; after "this is not me" somebody has to name another administrator first. */
export function* askConsent(run: Run, mails: Mails): Step<Decided> {
  for (;;) {
    const decided = yield* ask(run, "consent", mails);
    if (decided === "notMe") yield* askForHelp(run, notTheAdministrator, operator);
    else return decided;
  }
}
