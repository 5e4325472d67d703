import type { Code } from "../../domain/errors";
import type { Link } from "../../domain/link";
import type { Asker } from "../asker";
import type { Html } from "../html";

/** Refusals that have a page: those of the domain, and those that only a visit knows. */
export type Refusal =
  | Extract<
      Code,
      | "account_mismatch"
      | "already_decided"
      | "callback_refused"
      | "consent_incomplete"
      | "link_expired"
      | "not_an_administrator"
      | "not_found"
      | "wrong_directory"
    >
  | "browser_mismatch"
  | "consent_declined"
  | "form_expired"
  | "choice_refused"
  | "forward_refused"
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
  /** wrong_directory: name or domain; account_mismatch: the address. */
  readonly expected?: string | undefined;
  /** wrong_directory: the tenant id of the sign-in. */
  readonly found?: string | undefined;
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
