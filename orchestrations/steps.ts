import type { OrchestrationContext, Task } from "durable-functions";
import {
  wakeEvent,
  type ActivityName,
  type Input,
  type Look,
  type MailName,
  type Output,
  type Parked,
} from "../domain/contract";
import { readFailure, type Code, type Failure } from "../domain/errors";
import type { LinkId } from "../domain/ids";
import type { WaitKind } from "../domain/link";
import { pauseFor } from "../domain/retry";
import { sadOutcome, type SadOutcome, type Status } from "../domain/states";

/** What a step yields are the SDK's tasks and what comes back is untyped; this is the one place for it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Step<T> = Generator<Task, T, any>;

/** One run of the story: the context, whose link it is, and how many waits it has opened. */
export interface Run {
  readonly context: OrchestrationContext;
  readonly linkId: LinkId;
  waits: number;
}

type Rest<N extends ActivityName> = Omit<Input<N>, "linkId">;
type Decided = NonNullable<Look["decided"]>;

/** Thrown by `step` and `ask` when the link is not to go on; the story then takes everything back. */
export class Stopped extends Error {
  readonly outcome: SadOutcome;
  constructor(outcome: SadOutcome) {
    super(`stopped: ${outcome}`);
    this.outcome = outcome;
  }
}

/** An activity that failed for good, or for longer than its class of failure is worth waiting. */
export class StepFailed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(`${failure.code} (${failure.class})`);
    this.failure = failure;
  }
}

const now = ({ context }: Run): string => context.df.currentUtcDateTime.toISOString();
const later = ({ context }: Run, ms: number): Date =>
  new Date(context.df.currentUtcDateTime.getTime() + ms);

/** Calls an activity and tries again by the class of its failure; throws StepFailed. */
export function* call<N extends ActivityName>(run: Run, name: N, rest: Rest<N>): Step<Output<N>> {
  const { df } = run.context;
  const begun = df.currentUtcDateTime.getTime();
  for (let attempt = 1; ; attempt++) {
    try {
      return (yield df.callActivity(name, { linkId: run.linkId, ...rest })) as Output<N>;
    } catch (error) {
      const failure = readFailure(error instanceof Error ? error.message : String(error));
      if (failure.code === "cancel_requested") throw new Stopped("cancelled");
      const elapsed = (df.currentUtcDateTime.getTime() - begun) / 1000;
      const pause = pauseFor(failure, attempt, elapsed);
      if (pause === undefined) throw new StepFailed(failure);
      yield df.createTimer(later(run, pause * 1000));
    }
  }
}

/** For what must happen whatever fails, such as moving the row: tries again every hour, for good. */
export function* insist<N extends ActivityName>(run: Run, name: N, rest: Rest<N>): Step<Output<N>> {
  for (;;) {
    try {
      return yield* call(run, name, rest);
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      yield run.context.df.createTimer(later(run, 60 * 60 * 1000));
    }
  }
}

/** Like `call`, but a failure is an answer: for what must never hold up or undo a link. */
export function* attempt<N extends ActivityName>(
  run: Run,
  name: N,
  rest: Rest<N>,
): Step<Failure | undefined> {
  try {
    yield* call(run, name, rest);
    return undefined;
  } catch (error) {
    if (error instanceof StepFailed) return error.failure;
    throw error;
  }
}

interface Stuck {
  readonly step: ActivityName;
  readonly failure: Failure;
}

interface Helper {
  readonly what: WaitKind;
  readonly until: Parked;
  readonly decides: Decided;
  readonly mails?: { readonly ask: MailName; readonly remind: MailName };
}

const operator: Helper = { what: "operator", until: "needsOperator", decides: "retry" };
const administrator: Helper = {
  what: "administrator",
  until: "awaitingAdministrator",
  decides: "renewed",
  mails: { ask: "askAdministrator", remind: "remindAdministrator" },
};

/** Failures that an administrator of the directory mends by signing in once more. */
const lapsed: readonly Code[] = ["session_lapsed", "not_an_administrator"];
const helperFor = ({ failure }: Stuck): Helper =>
  lapsed.includes(failure.code) ? administrator : operator;

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

function* askForHelp(run: Run, stuck: Stuck, { what, until, decides, mails }: Helper): Step<void> {
  const n = ++run.waits;
  yield* insist(run, "park", { ...stuck, until, now: now(run) });
  yield* insist(run, "openWait", { n, what, now: now(run) });
  const unsent = mails && (yield* attempt(run, "sendMail", { mail: mails.ask, n }));
  yield* attempt(run, "tellTicket", {});
  if (unsent) return yield* askForHelp(run, { step: "sendMail", failure: unsent }, operator);
  const decided = yield* waitFor(run, n, mails?.remind);
  if (decided !== decides) throw new Stopped(sadOutcome(decided));
}

/** Moves the link and lets the ticket hear; a ticket that does not listen holds up nothing. */
export function* moveTo(run: Run, status: Status): Step<void> {
  yield* insist(run, "moveTo", { status });
  yield* attempt(run, "tellTicket", {});
}

/** Seconds between the last tries to tell a finished link's ticket: up to three days in all. */
const lastTells = [60, 300, 1800, 7200, 43_200, 86_400, 86_400];

/** The link is finished: the ticket gets its last events with patience, nothing waits for it any more. */
export function* tellAtLast(run: Run): Step<void> {
  for (const seconds of lastTells) {
    if (!(yield* attempt(run, "tellTicket", {}))) return;
    yield run.context.df.createTimer(later(run, seconds * 1000));
  }
  yield* attempt(run, "tellTicket", {});
}

/** Opens a wait (row first), mails the question and waits for its decision. */
export function* ask(
  run: Run,
  what: WaitKind,
  mails: { ask: MailName; remind: MailName },
): Step<Decided> {
  for (;;) {
    const n = ++run.waits;
    yield* step(run, "openWait", { n, what, now: now(run) });
    const unsent = yield* attempt(run, "sendMail", { mail: mails.ask, n });
    yield* attempt(run, "tellTicket", {});
    if (!unsent) return yield* waitFor(run, n, mails.remind);
    yield* askForHelp(run, { step: "sendMail", failure: unsent }, operator);
  }
}

/** The SDK cuts timers longer than six days by itself; this keeps every hop well below. */
const longestHopMs = 3 * 24 * 60 * 60 * 1000;

/**
 * Waits for the decision of wait `n`. The row decides; the event only wakes. One event task serves
 * all hops, because a new one for each hop loses an event that comes in between; it is looked at
 * before every `Task.any`, which never resolves over a task that is already completed.
 */
export function* waitFor(run: Run, n: number, remind?: MailName): Step<Decided> {
  const { df } = run.context;
  let woken = df.waitForExternalEvent(wakeEvent(n));
  for (;;) {
    const heard = woken.isCompleted;
    const look = yield* insist(run, "takeDecision", { n, now: now(run) });
    if (look.decided) return look.decided;
    if (look.reminderDue && remind) {
      yield* attempt(run, "sendMail", { mail: remind, n });
      yield* attempt(run, "tellTicket", {});
    }
    // Woken for nothing: listen anew. (An event that came while we looked stays heard, and we look again.)
    if (heard) woken = df.waitForExternalEvent(wakeEvent(n));
    if (woken.isCompleted) continue;
    const hop = Math.min(
      Date.parse(look.lookAgainAt) - df.currentUtcDateTime.getTime(),
      longestHopMs,
    );
    const timer = df.createTimer(later(run, Math.max(hop, 1000)));
    yield df.Task.any([woken, timer]);
    if (!timer.isCompleted) timer.cancel();
  }
}
