import { cancellable, endable, outcomes } from "../states";

const waitingForMail = [
  "awaitingConsent",
  "awaitingConfirmation",
  "awaitingSignIn",
  "awaitingAdministrator",
  "awaitingWriteback",
  "ending",
];

/** Where each action is taken: statuses, with what else has to hold in brackets. */
export const allowedIn: Readonly<Record<string, readonly string[]>> = {
  cancel: cancellable,
  resend: waitingForMail,
  retry: ["needsOperator"],
  administrator: ["awaitingConsent", "needsOperator (not_the_administrator)", "ending"],
  extend: [...waitingForMail, "needsOperator"],
  end: endable,
  erase: outcomes,
};
