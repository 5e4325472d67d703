/** What a failure asks of the orchestrator; steps.ts alone acts on it. */
export type FailureClass = "settling" | "throttled" | "transient" | "needsPerson" | "final";

/** Every code with its one line of meaning; the same code goes out in problem+json. */
export const codes = {
  account_already_in_directory: "an account with this address is already in the directory",
  account_ambiguous: "several accounts of the directory share this address",
  account_blocked: "the account is in the directory and blocked from signing in",
  account_not_in_directory: "the account that signed in is not in this directory",
  account_mismatch: "somebody other than the invited account accepted the invitation",
  account_not_visible_yet: "the directory is still copying the new account, usual up to 15 minutes",
  address_taken: "the address is one more address of somebody else's account",
  already_decided: "this question has been answered",
  app_not_usable_there:
    "the app registration or a service it needs is not usable in this directory",
  body_too_large: "the request body is larger than 16 KiB",
  callback_refused: "the answer from Microsoft could not be matched to a question of ours",
  cancel_requested: "somebody asked to cancel this link",
  consent_declined: "the person cancelled on Microsoft's page",
  consent_incomplete: "fewer permissions were granted than the plan needs",
  consent_not_visible_yet: "the directory does not show the consent yet",
  directory_in_other_cloud: "the directory lives in another Microsoft cloud",
  directory_not_found: "no directory has this domain",
  directory_unreachable: "Microsoft did not answer the look-up of the directory",
  device_or_policy_blocks: "a Conditional Access or security policy blocks this sign-in",
  duplicate_link: "an open link for this directory and account exists",
  end_date_passed: "the agreed end date is over before the role could be given",
  end_overdue: "nobody signed in to end the access",
  graph_refused: "Microsoft Graph refused the call",
  graph_unavailable: "Microsoft did not answer, or had an error of its own",
  idempotency_key_reused: "this key was used for another request",
  invalid_request: "the request is not valid",
  invalid_cursor: "the cursor or continuation is not one that we gave out for this call",
  invitation_blocked_by_policy: "cross-tenant access settings block this invitation",
  invitation_domain_blocked: "the directory's allow or deny list blocks this address's domain",
  invitation_refused: "the directory does not allow this invitation",
  invitations_closed: "the directory does not let anybody invite guests",
  keys_unavailable: "the keys that sign and seal cannot be read",
  length_required: "the request's body came without its length",
  limit_reached: "too many requests; try again later",
  link_expired: "the mailed link is no longer valid",
  link_passed_on: "the request was passed on to somebody else",
  link_replaced: "a newer mail took the place of this link",
  mail_not_accepted: "the mail service did not accept the mail",
  method_not_allowed: "this address does not take this method",
  names_erased: "names and addresses of this link were erased",
  needs_administrator: "only an administrator may grant these permissions",
  not_an_administrator: "the person holds no role that may agree to this",
  not_the_administrator: "the person who got the mail is not an administrator of the directory",
  not_authenticated: "the caller is not known",
  not_acceptable: "this is not there in any of the types that were asked for",
  not_found: "there is nothing here for you",
  not_in_this_state: "the link is in a state that does not allow this",
  one_time_passcode: "an account that signs in by mailed passcodes may not get a privileged role",
  paused: "the operator of this service has paused it",
  plan_changed: "the plan that was agreed to is not the plan of this link",
  premium_licence_missing: "the directory lacks Entra ID P2, the licence for roles with an end",
  role_not_visible_yet: "the directory does not show the new role yet",
  role_missing: "the caller lacks the role for this call",
  role_not_active: "the person's role is eligible and not active at this moment",
  role_still_active: "an activation of the eligible role is still running",
  role_policy_refused: "the directory's rules for this role refuse the assignment",
  session_lapsed: "the administrator has to sign in again",
  signing_key_gone:
    "the key that the mailed link was made with is not among the signing keys any more",
  storage_refused: "the storage account refused a read or write of ours",
  storage_busy: "the link's row is being written by others",
  tenant_restrictions: "the person's own network does not let them sign in to this directory",
  throttled_by_graph: "Microsoft asks to wait",
  unknown_failure: "something failed in a way we do not know",
  unsupported_media_type: "the request body is not JSON",
  wrong_directory: "the sign-in happened in another directory",
} as const;

export type Code = keyof typeof codes;

export interface Failure {
  readonly code: Code;
  readonly class: FailureClass;
  /** Seconds to wait before the next try, where the other side said so; else 0. */
  readonly seconds: number;
  /** Name of the row of replies.ts that Microsoft's answer fitted, where it was one. */
  readonly reply?: string;
  /** Our own words on it: ids, status and request id of the call. */
  readonly evidence?: string;
}

/**
 * The one error of this product. Only the text crosses from an activity to the orchestrator, so it
 * begins with `code class seconds reply: `; no `=` in it, the Functions host blanks what follows `key=`.
 */
export class LinkError extends Error {
  readonly code: Code;
  readonly class: FailureClass;
  readonly seconds: number;

  constructor(
    failure: { code: Code; class: FailureClass; seconds?: number; reply?: string },
    words: string,
    cause?: unknown,
  ) {
    const seconds = failure.seconds ?? 0;
    const reply = failure.reply ? ` ${failure.reply}` : "";
    const begin = `${failure.code} ${failure.class} ${String(seconds)}${reply}`;
    super(`${begin}: ${words.replaceAll("=", " ")}`, { cause });
    this.name = "LinkError";
    this.code = failure.code;
    this.class = failure.class;
    this.seconds = seconds;
  }
}

/** Nothing fails so any more; a history that has one goes on in the order of its class all the same. */
const retired = ["ticket_not_reached"];
const known = (code: string | undefined): Code =>
  code !== undefined && code in codes ? (code as Code) : "unknown_failure";

const pattern = new RegExp(
  `\\b(${[...Object.keys(codes), ...retired].join("|")}) (settling|throttled|transient|needsPerson|final) (\\d+)(?: (\\w{1,40}))?: ([^\\n]*)`,
);
const maxEvidence = 300;

/** Reads a failure back from the text that the Durable extension hands to the orchestrator. */
export function readFailure(message: string): Failure {
  const found = pattern.exec(message);
  if (!found) return { code: "unknown_failure", class: "transient", seconds: 0 };
  const [, code, kind, seconds, reply, words = ""] = found;
  const evidence = words.trim().slice(0, maxEvidence);
  return {
    code: known(code),
    class: kind as FailureClass,
    seconds: Number(seconds),
    ...(reply ? { reply } : {}),
    ...(evidence ? { evidence } : {}),
  };
}
