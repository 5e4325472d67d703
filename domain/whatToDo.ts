import { roleNameOf, mayAgree, mayEndAccess } from "./roles";
import type { Code } from "./errors";
import type { Link } from "./link";
import { replies } from "./replies";

/** Codes of requests, visits and answers: none of them can hold up a link. */
type NeverParks =
  | "account_not_in_directory"
  | "already_decided"
  | "body_too_large"
  | "cancel_requested"
  | "consent_declined"
  | "consent_incomplete"
  | "device_or_policy_blocks"
  | "directory_in_other_cloud"
  | "directory_not_found"
  | "duplicate_link"
  | "idempotency_key_reused"
  | "invalid_cursor"
  | "invalid_request"
  | "length_required"
  | "limit_reached"
  | "link_expired"
  | "link_passed_on"
  | "link_replaced"
  | "method_not_allowed"
  | "names_erased"
  | "needs_administrator"
  | "not_acceptable"
  | "not_authenticated"
  | "not_found"
  | "not_in_this_state"
  | "paused"
  | "role_missing"
  | "role_not_active"
  | "tenant_restrictions"
  | "unsupported_media_type"
  | "wrong_directory";

const names = (roles: typeof mayAgree): string =>
  roles.map(({ templateId }) => roleNameOf(templateId)).join(" or ");
const copied =
  "We looked for 15 minutes, longer than the directory usually takes to copy something new.";

/** What to do about a parked link, whatever Microsoft's answer was; a code that is left out does not compile. */
const byCode: Readonly<Record<Exclude<Code, NeverParks>, string>> = {
  account_already_in_directory:
    "Somebody in the directory has this address already, and this link did not make that account. Ask the administrator who it is; if it is meant, cancel and send the request again, so that the administrator can confirm it.",
  account_ambiguous:
    "Several accounts of the directory share this address, so nobody can tell which one is meant. Ask the directory’s administrator to take the address away from all but one, then try again, or cancel and ask for another address.",
  account_blocked:
    "The account is blocked from signing in. Ask the directory’s administrator to allow its sign-in, then try again.",
  account_mismatch:
    "Another account than the invited one accepted the invitation, so it gets no role. Ask the directory’s administrator to reset the guest’s redemption or remove the guest, then try again, or cancel.",
  account_not_visible_yet: `${copied} Look whether the account is still in the directory; if it is, try again, else cancel and send the request again.`,
  address_taken:
    "The address is one more address of somebody else’s account or contact. Ask the directory’s administrator to take it away there and try again, or cancel and ask for another address.",
  app_not_usable_there:
    "Our application, or a Microsoft service that it needs, is not set up or is disabled in the directory. Ask its administrator to look under Enterprise applications, then try again.",
  callback_refused:
    "Microsoft refused our own proof of who we are, or an answer that did not fit. Look at the evidence and at the registration’s federated credential, then try again.",
  consent_not_visible_yet: `${copied} Ask the directory’s administrator whether our application is still there under Enterprise applications; if it was removed, an administrator has to agree again.`,
  directory_unreachable:
    "Microsoft did not answer the look-up of the directory. Look at Microsoft’s service health page, then try again.",
  end_date_passed:
    "The agreed end date is over, so no role is given any more. Cancel, and send a new request if the access is still wanted.",
  end_overdue: `Nobody signed in to end the access. Ask the directory’s administrator (${names(mayEndAccess)}) to open the newest mail, or try again to have it sent anew; another administrator can be named then.`,
  graph_refused:
    "A permission or role that the step needs is missing in the directory, also after we waited for it. Look at the evidence, ask the administrator whether their role is still active, then try again.",
  graph_unavailable:
    "Microsoft did not answer, or had an error of its own, several times in a row. Look at Microsoft’s service health page, then try again.",
  invitation_blocked_by_policy:
    "Cross-tenant access settings block the invitation. Ask the administrators of both sides to allow the other one, then try again.",
  invitation_domain_blocked:
    "The directory’s list of allowed or blocked domains keeps the address out. Ask its administrator to change “Collaboration restrictions”, then try again, or cancel and ask for another address.",
  invitation_refused:
    "The directory does not allow this invitation. Ask its administrator to look at External collaboration settings and cross-tenant access settings, then try again.",
  invitations_closed:
    "The directory does not let anybody invite guests. Ask its administrator to change “Guest invite settings”, wait an hour, then try again.",
  keys_unavailable:
    "The keys that sign and seal cannot be read from Key Vault. Look at the evidence, at KEY_VAULT_URL and at the rights of the product’s identity there, then try again.",
  mail_not_accepted:
    "The mail service did not accept the mail. Look at the evidence: whether the address can get mail, and whether our own mailbox may send; mend it, then try again.",
  not_an_administrator: `The administrator who signed in holds no active role that may do this (${names(mayAgree)}). Ask them to activate it and to open the newest mail, then try again.`,
  not_the_administrator:
    "The person who got the mail is not an administrator of the directory. Name another one (POST …/administrator), or cancel.",
  one_time_passcode:
    "The account signs in by mailed passcodes, which is not enough for a privileged role. Cancel and ask for another account, or ask again with account.oneTimePasscode, which the administrator then sees.",
  plan_changed:
    "What was agreed to is not what this link would do, so nothing is done. Cancel and send the request again.",
  premium_licence_missing:
    "The directory lacks the licence Entra ID P2. Ask its administrator to add it and try again, or cancel and ask for a role that is simply held.",
  role_not_visible_yet: `${copied} Look in the Entra admin centre whether the account holds the role, then try again: what is there is not given or taken twice.`,
  role_policy_refused:
    "The directory’s rules for this role do not allow it as it was asked for; the evidence names them. Ask its administrator to change the role’s settings and try again, or cancel and ask for what fits them.",
  role_still_active:
    "The account had activated its eligible role, which goes on until its hours are over; the evidence says when. Try again after that, or ask the account’s holder to deactivate it.",
  session_lapsed:
    "The administrator’s session is not valid any more. The administrator has to sign in again by the newest mail; then the work goes on.",
  signing_key_gone:
    "The key that the mailed links were made with is not among the signing keys any more. Put it back (in SIGNING_KEYS behind the newest one; in Key Vault enable that version of signing-keys), then try again.",
  storage_busy:
    "The link’s row was being written by others all the time. Look whether the storage account is overloaded, then try again.",
  storage_refused:
    "The storage account refused us. Look at the evidence and at the rights of the product’s identity there, then try again.",
  throttled_by_graph: "Microsoft asked us to wait, again and again. Wait an hour, then try again.",
  unknown_failure:
    "Something failed in a way that we do not know. Look at the step and in the logs at that time, then try again; if it fails again, tell the developers.",
};

const hasText = (code: Code): code is keyof typeof byCode => Object.hasOwn(byCode, code);

/**
 * What people read about a parked link: the words of Microsoft's very answer where that needs a person,
 * else those of the code, since the waiting that other rows speak of is over then.
 */
export function whatToDo({ code, reply }: NonNullable<Link["parked"]>): string | undefined {
  const row = replies.find((one) => one.name === reply && one.code === code);
  if (row?.words && (row.class === "needsPerson" || row.class === "final")) return row.words;
  return hasText(code) ? byCode[code] : undefined;
}

/** Every code that can hold a link up, with what to do about it. */
export const parkingCodes: readonly (readonly [Code, string])[] = Object.entries(byCode).map(
  ([name, words]) => [name as Code, words] as const,
);
