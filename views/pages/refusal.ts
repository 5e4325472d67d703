import type { Code } from "../../domain/errors";
import type { Link } from "../../domain/link";
import { directoryName } from "../aboutLink";
import { askerName, type Asker } from "../asker";
import type { Html } from "../html";

/** Refusals that have a page: those of the domain, and those that only a visit knows. */
export type Refusal =
  | Extract<
      Code,
      | "account_mismatch"
      | "account_not_in_directory"
      | "already_decided"
      | "app_not_usable_there"
      | "callback_refused"
      | "consent_declined"
      | "consent_incomplete"
      | "consent_not_visible_yet"
      | "device_or_policy_blocks"
      | "link_expired"
      | "link_passed_on"
      | "link_replaced"
      | "needs_administrator"
      | "not_an_administrator"
      | "not_found"
      | "one_time_passcode"
      | "paused"
      | "plan_changed"
      | "role_not_active"
      | "session_lapsed"
      | "tenant_restrictions"
      | "wrong_directory"
    >
  | "account_kind_mismatch"
  | "browser_mismatch"
  | "form_expired"
  | "choice_refused"
  | "forward_refused"
  | "not_endable"
  | "try_again_later";

export interface Refused {
  readonly code: Refusal;
  readonly link?: Link | undefined;
  readonly caller?: Asker;
  readonly detail?: RefusedDetail | undefined;
  /** Where the same question can be begun again, a path of this site. */
  readonly againUrl?: string | undefined;
}

export interface RefusedDetail {
  /** wrong_directory: name or domain; account_mismatch: the address; account_kind_mismatch: the kind in words. */
  readonly expected?: string | undefined;
  /** wrong_directory: the tenant id of the sign-in; account_kind_mismatch: the kind that signed in, in words. */
  readonly found?: string | undefined;
  /** not_an_administrator, role_not_active: the roles that may do this, by name. */
  readonly roles?: readonly string[] | undefined;
  /** consent_incomplete: the scopes that were not granted. */
  readonly missing?: readonly string[] | undefined;
  /** account_mismatch: the address that signed in. */
  readonly signedInAs?: string | undefined;
}

/** What a refusal page says; `unchanged` completes "Nothing was changed". */
export interface RefusalWords {
  readonly title: string;
  readonly happened: Html;
  readonly unchanged: string;
  readonly next: Html;
}
export type RefusalPage = (refused: Refused) => RefusalWords;

/** Whom to ask, also where nobody knows which request it is about. */
export const whoAsked = ({ caller }: Refused): string =>
  caller ? askerName(caller) : "the people who asked you";

export const directoryMeant = ({ link, detail }: Refused): string =>
  detail?.expected ?? (link ? directoryName(link) : "the directory of the request");

export const accountMeant = ({ link }: Refused): string =>
  link?.request.account.email ?? "the account that was invited";

/** Later questions stand on something that was done already. */
export const nothingGiven = ({ link }: Refused): string =>
  !link || link.status === "awaitingConsent"
    ? "No account was invited and no role was given."
    : "What was done before stands as it was.";
