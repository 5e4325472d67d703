import type { Input, Output } from "../domain/contract";
import { attempt, insist, isFirstEdition, type Decided, type Run, type Step } from "./call";
import { ask, moveTo, step } from "./steps";

type Looked = Output<"preflight">;

/** Looks before anything is changed. The first edition only looked whether the account is there. */
export function* lookFirst(run: Run): Step<Looked> {
  if (!isFirstEdition(run)) return yield* step(run, "preflight", {});
  return { ...(yield* step(run, "findAccount", {})), how: "direct" };
}

/** Shown at once where the administrator still is; the mail goes out to who has left (first edition: always). */
export const confirmAccountThere = (run: Run): Step<Decided> =>
  ask(run, "confirmation", {
    ...(isFirstEdition(run) ? { ask: "askConfirmation" } : {}),
    remind: ["remindConfirmation"],
  });

/** A role for good, or by Privileged Identity Management where the directory can do that. */
export function* giveRole(
  run: Run,
  templateId: Input<"assignRole">["templateId"],
  how: Looked["how"],
): Step<void> {
  if (how !== "direct") {
    if ((yield* step(run, "scheduleRole", { templateId })).given) return;
    // That it will not end by itself is said before it is given.
    yield* attempt(run, "tellTicket", {});
  }
  yield* step(run, "assignRole", { templateId });
}

/** The first edition's last steps: it left write-back to people without waiting for them. */
export function* tellLinked(run: Run, agreed: { passwordWriteback: boolean }): Step<undefined> {
  if (agreed.passwordWriteback) {
    yield* moveTo(run, "awaitingWriteback");
    const unchecked = yield* attempt(run, "checkWriteBack", {});
    if (unchecked) yield* insist(run, "leaveWriteBackOpen", {});
  }
  yield* attempt(run, "sendMail", { mail: "linkedAccount", n: 0 });
  yield* attempt(run, "sendMail", { mail: "linkedAdministrator", n: 0 });
  return undefined;
}
