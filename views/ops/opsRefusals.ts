import { codes, type Code } from "../../domain/errors";
import type { Message } from "./messagePage";

type Words = Pick<Message, "title" | "happened" | "unchanged" | "next">;

interface Turned {
  readonly code: string;
  /** Our own words on this very refusal. */
  readonly detail?: string;
  /** Statuses that would allow it. */
  readonly allowedIn?: unknown;
}

const lookAgain = "Look at the case as it is now: the buttons there say what it allows.";
const nothing = "The case stands as it was.";

const byCode: Readonly<Record<string, Partial<Words>>> = {
  not_found: {
    title: "There is no such case",
    happened: "No link has this address. It may be mistyped, or was copied in part.",
    next: "Look for it in the list of cases, by ticket, domain or address.",
  },
  not_in_this_state: {
    title: "This cannot be done now",
    unchanged: nothing,
    next: lookAgain,
  },
  already_decided: {
    title: "Somebody was faster",
    happened: "The question was answered while you were on this page.",
    unchanged: "Your answer was not recorded.",
    next: lookAgain,
  },
  link_expired: {
    title: "The time ran out",
    happened: "The deadline of the question passed while you were on this page.",
    unchanged: nothing,
    next: lookAgain,
  },
  names_erased: {
    title: "Names were erased",
    happened: "Names and addresses of this link were erased, so nobody is left to be written to.",
    unchanged: nothing,
    next: "If access is still to end, an administrator of the directory does it there.",
  },
  limit_reached: {
    title: "Too many for now",
    unchanged: nothing,
    next: "Wait a while, then do it again. If mails go out again and again, ring the people instead.",
  },
  paused: {
    title: "The service is paused",
    unchanged: nothing,
    next: "Whoever set PAUSED can take it back; then do it again.",
  },
  invalid_cursor: {
    title: "This page of the list is gone",
    happened: "The address of this page does not belong to this filter.",
    next: "Begin at the newest cases.",
  },
  invalid_request: {
    title: "That was not understood",
    unchanged: "Nothing was recorded.",
    next: "Go back, look at what you chose, and try again.",
  },
  form_expired: {
    title: "This form is not valid any more",
    happened: "The form does not belong to your session: perhaps you signed in anew meanwhile.",
    unchanged: "What you wrote was not sent on.",
    next: "Open the page again and fill it in once more.",
  },
  keys_unavailable: {
    title: "One moment",
    happened: "The keys that sign and seal cannot be read just now. Nothing is lost.",
    next: "Try again in a moment. If it stays so, look at the health page.",
  },
  storage_busy: {
    title: "One moment",
    happened: "Our storage does not answer. Nothing is lost.",
    next: "Try again in a moment. If it stays so, look at the health page.",
  },
};

const isCode = (code: string): code is Code => Object.hasOwn(codes, code);

const statesOf = ({ allowedIn }: Turned): string =>
  Array.isArray(allowedIn) && allowedIn.length > 0
    ? ` It can be done in these states: ${allowedIn.join(", ")}.`
    : "";

/** What an operator reads where something was refused. */
export function opsRefusal(turned: Turned): Words {
  const known = byCode[turned.code];
  const meaning = isCode(turned.code) ? `It was refused: ${codes[turned.code]}.` : undefined;
  return {
    title: known?.title ?? "That did not work",
    happened: `${known?.happened ?? turned.detail ?? meaning ?? "Something failed on our side."}${statesOf(turned)}`,
    unchanged: known?.unchanged,
    next:
      known?.next ??
      "Look at the case before you try again: it shows what was done. If it fails again, tell the developers.",
  };
}
