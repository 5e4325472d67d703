import { isCaseAction, type CaseAction } from "../../domain/caseActions";

export const isKnownAction = isCaseAction;

/** On the button. */
export const actionName: Readonly<Record<CaseAction, string>> = {
  retry: "Try again",
  resend: "Send the mail again",
  extend: "Give more time",
  administrator: "Ask another administrator",
  cancel: "Cancel the request",
  end: "End the access",
  erase: "Erase names and addresses",
};

/** What the case says once it is done. */
export const doneWords: Readonly<Record<CaseAction, string>> = {
  retry: "The step that failed is being tried again.",
  resend: "The mail goes out again with a new link; the earlier one is dead.",
  extend: "The deadline was moved.",
  administrator: "Another administrator is being asked; the earlier mailed link is dead.",
  cancel: "It is being cancelled; what was done so far is taken back.",
  end: "The end of the access has begun: an administrator gets a mail.",
  erase: "Names and addresses were erased.",
};

/** These take something away that no button brings back. */
export const takesAway: readonly CaseAction[] = ["cancel", "end", "erase"];

/** A reason is a text about people: what erases texts keeps none. */
export const takesReason = (action: CaseAction): boolean => action !== "erase";
