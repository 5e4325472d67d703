import type { OrchestrationContext } from "durable-functions";
import type { ActivityName } from "../domain/contract";
import type { Failure } from "../domain/errors";
import type { LinkId } from "../domain/ids";
import { attempt, call, insist, now, StepFailed, Stopped, type Run, type Step } from "./call";
import { askForHelp, isAskedAnew, lapsed, moveTo, operator, tellAtLast } from "./steps";
import { waitFor } from "./waitFor";

type EndStep = Extract<ActivityName, "undoRoles" | "revokeSessions" | "removeGuest">;

/** The end of a link's access: an administrator signs in for it, then roles first, sessions, the guest. */
export function* endLink(context: OrchestrationContext): Step<string> {
  const { linkId } = context.df.getInput<{ linkId: LinkId }>();
  const run: Run = { context, linkId, waits: 0 };
  const runId = context.df.newGuid(linkId);
  const claimed = yield* insist(run, "claimEnd", { runId });
  if (!claimed.mine) return "anotherRunEndsThisLink";
  run.waits = claimed.lastWait;
  yield* attempt(run, "tellTicket", {});
  if (!claimed.proven) yield* untilAgreed(run);
  for (const name of ["undoRoles", "revokeSessions", "removeGuest"] as const)
    yield* endStep(run, name);
  return yield* report(run);
}

function* report(run: Run): Step<string> {
  yield* insist(run, "reportEnd", {});
  yield* attempt(run, "sendMail", { mail: "endedAdministrator", n: 0 });
  yield* attempt(run, "sendMail", { mail: "endedAccount", n: 0 });
  yield* insist(run, "forgetSession", {});
  yield* moveTo(run, "ended");
  yield* tellAtLast(run);
  return "ended";
}

/**
 * One step of the end, until it is done: a session that lapsed is asked for again, anything else needs an
 * operator. "Ended" is said of no link whose account still holds its role: who does not help in time is
 * asked again, after one more try.
 */
function* endStep(run: Run, name: EndStep): Step<void> {
  for (;;) {
    try {
      yield* call(run, name, {});
      return;
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      if (lapsed.includes(error.failure.code)) yield* untilAgreed(run);
      else yield* untilHelped(run, { step: name, failure: error.failure });
    }
  }
}

function* untilHelped(run: Run, stuck: { step: EndStep; failure: Failure }): Step<void> {
  try {
    yield* askForHelp(run, stuck, operator);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
}

const overdue: Failure = { code: "end_overdue", class: "needsPerson", seconds: 0 };

/** Asks until an administrator has signed in to end the access; who does not is reported as overdue. */
function* untilAgreed(run: Run): Step<void> {
  for (;;) {
    const n = ++run.waits;
    yield* insist(run, "openWait", { n, what: "end", now: now(run) });
    yield* attempt(run, "sendMail", { mail: "askEnd", n });
    yield* attempt(run, "tellTicket", {});
    const decided = yield* waitFor(run, n, ["remindEnd"]);
    if (decided === "agreedToEnd") return;
    // Another administrator was named, or the mail is wanted once more: asked anew at once.
    if (!isAskedAnew(decided) && (yield* whileOverdue(run)) === "agreedToEnd") return;
  }
}

/** Overdue, and visible as that, until an operator has it asked again or an administrator signs in after all. */
function* whileOverdue(run: Run): Step<string> {
  for (;;) {
    const failure = { step: "endAccess", failure: overdue, until: "needsOperator" } as const;
    yield* insist(run, "park", { ...failure, now: now(run) });
    const n = ++run.waits;
    yield* insist(run, "openWait", { n, what: "operator", now: now(run) });
    yield* attempt(run, "tellTicket", {});
    const decided = yield* waitFor(run, n);
    if (decided === "retry" || decided === "agreedToEnd") return decided;
  }
}
