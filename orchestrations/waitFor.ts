import { wakeEvent, type MailName } from "../domain/contract";
import { dayMs } from "../domain/time";
import { attempt, insist, later, now, type Decided, type Run, type Step } from "./call";

/** The SDK cuts timers longer than six days by itself; this keeps every hop well below. */
const longestHopMs = 3 * dayMs;

/**
 * Waits for the decision of wait `n`. The row decides; the event only wakes. One event task serves
 * all hops, because a new one for each hop loses an event that comes in between; it is looked at
 * before every `Task.any`, which never resolves over a task that is already completed.
 */
export function* waitFor(run: Run, n: number, remind: readonly MailName[] = []): Step<Decided> {
  const { df } = run.context;
  let woken = df.waitForExternalEvent(wakeEvent(n));
  for (;;) {
    const heard = woken.isCompleted;
    const look = yield* insist(run, "takeDecision", { n, now: now(run) });
    if (look.decided) return look.decided;
    if (look.reminderDue && remind.length > 0) {
      for (const mail of remind)
        yield* attempt(run, "sendMail", { mail, n, reminder: look.reminderDue });
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
