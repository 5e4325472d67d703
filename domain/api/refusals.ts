import type { Code } from "../errors";

interface Refused {
  readonly status: number;
  /** What a portal developer does about it. */
  readonly whatToDo: string;
}

const refused = (status: number, whatToDo: string): Refused => ({ status, whatToDo });

/** Every code that the API refuses with: its HTTP status, and what to do. */
export const refusals = {
  invalid_request: refused(400, "Correct the fields that `errors` names; then send it again."),
  invalid_cursor: refused(
    400,
    "Send cursors and continuations as you got them, to the same call with the same filters; else begin again without one.",
  ),
  not_authenticated: refused(
    401,
    "Look at your key or token; a token may be over. Ask the operator for a new key.",
  ),
  role_missing: refused(403, "Ask the operator of the service for the role that `detail` names."),
  not_found: refused(404, "Look at the id and the address. Links of other callers are not shown."),
  method_not_allowed: refused(405, "Use one of the methods in the header `Allow`."),
  not_acceptable: refused(406, "Ask for one of the media types in `available`."),
  already_decided: refused(409, "Somebody else answered at the same moment: read the link again."),
  duplicate_link: refused(
    409,
    "Follow the open link (`link`, where it is yours), or cancel it first.",
  ),
  link_expired: refused(409, "The time for this was over: read the link again."),
  names_erased: refused(409, "Nothing: names and addresses of this link are gone for good."),
  not_in_this_state: refused(
    409,
    "Show `detail`; read the link and offer its `allowedActions`. `allowedIn` names the states that take it at all.",
  ),
  length_required: refused(
    411,
    "Send the body with `Content-Length`, not in pieces; .NET: `await content.LoadIntoBufferAsync()` first.",
  ),
  body_too_large: refused(413, "Send at most 16 KiB."),
  unsupported_media_type: refused(415, "Send JSON with `content-type: application/json`."),
  directory_in_other_cloud: refused(
    422,
    "Nothing: the directory lives in another Microsoft cloud, which this service does not serve.",
  ),
  directory_not_found: refused(422, "Ask for the right domain; this one belongs to no directory."),
  idempotency_key_reused: refused(422, "Take a new key for a new request."),
  limit_reached: refused(429, "Wait as long as `Retry-After` says."),
  unknown_failure: refused(500, "Send it again with the same key; if it stays, tell the operator."),
  directory_unreachable: refused(
    503,
    "Send it again after `Retry-After`: the keys that access tokens are checked with cannot be read.",
  ),
  keys_unavailable: refused(
    503,
    "Send it again after `Retry-After`, with the same key: nothing was lost.",
  ),
  paused: refused(503, "Try again later: the operator has paused the service."),
  storage_busy: refused(503, "Send it again after `Retry-After`, with the same key."),
} as const satisfies Partial<Record<Code, Refused>>;

export type Refusal = keyof typeof refusals;
