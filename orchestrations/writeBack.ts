import type { Output } from "../domain/contract";
import { attempt, call, insist, now, StepFailed, type Decided, type Run, type Step } from "./call";
import { moveTo } from "./steps";
import { waitFor } from "./waitFor";

const reminders = ["remindWritebackAdministrator", "remindWritebackAccount"] as const;

/**
 * Both people hear that the account is linked. Where write-back was agreed to, their mails carry the
 * steps for it, and the link waits until one of them signs them off, the time is over, or the access
 * is ended. Nothing here undoes the link.
 */
export function* writeBack(run: Run, agreed: Output<"confirmConsent">): Step<Decided | undefined> {
  const n = agreed.passwordWriteback ? yield* openQuestion(run, agreed.setWritebackFlag) : 0;
  yield* insist(run, "prepareEnd", {});
  yield* tellBoth(run, n);
  if (n === 0) return undefined;
  const decided = yield* untilAnswered(run, n);
  if (decided === "ending") return decided;
  if (decided === "signedOff") yield* attempt(run, "checkWriteBack", {});
  yield* attempt(run, "sendMail", { mail: "writebackClosed", n: 0 });
  return decided;
}

function* tellBoth(run: Run, n: number): Step<void> {
  yield* attempt(run, "sendMail", { mail: "linkedAccount", n });
  yield* attempt(run, "sendMail", { mail: "linkedAdministrator", n });
}

/** Waits for an answer; mails that are wanted once more go out with a new question. */
function* untilAnswered(run: Run, first: number): Step<Decided> {
  for (let n = first; ;) {
    yield* attempt(run, "tellTicket", {});
    const decided = yield* waitFor(run, n, reminders);
    if (decided !== "resent") return decided;
    n = yield* openWait(run);
    yield* tellBoth(run, n);
  }
}

function* openWait(run: Run): Step<number> {
  const n = ++run.waits;
  yield* insist(run, "openWait", { n, what: "writeback", now: now(run) });
  return n;
}

/** Sets the flag if the plan has it, looks, and opens the question; 0 where there is nothing to do. */
function* openQuestion(run: Run, setFlag: boolean): Step<number> {
  if (setFlag) yield* attempt(run, "setWritebackFlag", {});
  return (yield* look(run)) ? yield* openWait(run) : 0;
}

/** Whether there is something for a person to do; what could not be looked at is. */
function* look(run: Run): Step<boolean> {
  yield* moveTo(run, "awaitingWriteback");
  try {
    return (yield* call(run, "checkWriteBack", {})).isOpen;
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    yield* insist(run, "leaveWriteBackOpen", {});
    return true;
  }
}
