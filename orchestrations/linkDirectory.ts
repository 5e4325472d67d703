import type { OrchestrationContext } from "durable-functions";
import type { LinkId } from "../domain/ids";
import { currentEdition } from "../domain/plan";
import { sadOutcome, type Outcome, type SadOutcome } from "../domain/states";
import { attempt, insist, isFirstEdition, Stopped, type Run, type Step } from "./call";
import { confirmAccountThere, giveRole, lookFirst, tellLinked } from "./editions";
import { ask, askConsent, moveTo, step, tellAtLast } from "./steps";
import { writeBack } from "./writeBack";

const consentMails = { ask: "askConsent", remind: ["remindConsent"] } as const;
const signInMails = { ask: "askSignIn", remind: ["remindSignIn"] } as const;

/** The main job: from a request to an outside account that manages the directory. */
export function* linkDirectory(context: OrchestrationContext): Step<string> {
  const { linkId } = context.df.getInput<{ linkId: LinkId }>();
  const run: Run = { context, linkId, waits: 0 };
  try {
    return yield* story(run);
  } catch (error) {
    if (error instanceof Stopped) return yield* takeBack(run, error.outcome);
    throw error;
  }
}

function* story(run: Run): Step<string> {
  const runId = run.context.df.newGuid(run.linkId);
  if (!(yield* insist(run, "claimRun", { runId })).mine) return "anotherRunHasThisLink";

  if (!(yield* step(run, "resolveDirectory", {})).found) return yield* finish(run, "failed");
  yield* step(run, "makePlan", { edition: isFirstEdition(run) ? 1 : currentEdition });

  const consent = yield* askConsent(run, consentMails);
  if (consent === "ownSubscription") return yield* notNeeded(run);
  if (consent !== "approved") return yield* takeBack(run, sadOutcome(consent));
  yield* moveTo(run, "preparing");
  const agreed = yield* step(run, "confirmConsent", {});
  const { isThere, how } = yield* lookFirst(run);
  if (isThere) {
    const meant = yield* confirmAccountThere(run);
    if (meant !== "confirmed") return yield* takeBack(run, sadOutcome(meant));
  } else yield* step(run, "inviteAccount", {});

  const signIn = yield* ask(run, "signIn", signInMails);
  if (signIn !== "signedIn") return yield* takeBack(run, sadOutcome(signIn));
  yield* moveTo(run, "assigningRole");
  yield* step(run, "confirmAccount", {});
  for (const templateId of agreed.roles) yield* giveRole(run, templateId, how);
  yield* moveTo(run, "linked");

  const closed = isFirstEdition(run)
    ? yield* tellLinked(run, agreed)
    : yield* writeBack(run, agreed);
  if (closed === "ending") return "ending";
  yield* insist(run, "forgetSession", {});
  return yield* finish(run, "completed");
}

function* finish(run: Run, outcome: Outcome): Step<string> {
  yield* moveTo(run, outcome);
  yield* tellAtLast(run);
  return outcome;
}

/** The administrator manages it with an Azure subscription of their own; the checks are still theirs to have. */
function* notNeeded(run: Run): Step<string> {
  yield* attempt(run, "checkWriteBack", {});
  yield* attempt(run, "sendMail", { mail: "notNeeded", n: 0 });
  yield* insist(run, "forgetSession", {});
  return yield* finish(run, "notNeeded");
}

/** Takes back what was done, as far as the session allows, and says what had to stay. */
function* takeBack(run: Run, outcome: SadOutcome): Step<string> {
  yield* moveTo(run, "undoing");
  yield* attempt(run, "undoRoles", {});
  yield* insist(run, "reportUndo", {});
  if (!isFirstEdition(run)) yield* insist(run, "prepareEnd", {});
  yield* attempt(run, "sendMail", { mail: "stoppedAdministrator", n: 0 });
  yield* attempt(run, "sendMail", { mail: "stoppedAccount", n: 0 });
  yield* insist(run, "forgetSession", {});
  return yield* finish(run, outcome);
}
