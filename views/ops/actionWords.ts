import type { Action } from "../../domain/actions";

/** On the button. */
export const actionName: Readonly<Record<Action, string>> = {
  retry: "Try again",
  resend: "Send the mail again",
  extend: "Give more time",
  administrator: "Ask another administrator",
  cancel: "Cancel the request",
  end: "End the access",
  erase: "Erase names and addresses",
};

/** What the case says once it is done. */
export const doneWords: Readonly<Record<Action, string>> = {
  retry: "The step that failed is being tried again.",
  resend: "The mail goes out again with a new link; the earlier one is dead.",
  extend: "The deadline was moved.",
  administrator: "Another administrator is being asked; the earlier mailed link is dead.",
  cancel: "It is being cancelled; what was done so far is taken back.",
  end: "The end of the access has begun: an administrator gets a mail.",
  erase: "Names and addresses were erased.",
};

/** These take something away that no button brings back. */
export const takesAway: readonly Action[] = ["cancel", "end", "erase"];
