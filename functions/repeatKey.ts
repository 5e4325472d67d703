import type { HttpRequest } from "@azure/functions";
import { canonicalJson } from "../domain/canonicalJson";
import type { Keys } from "../domain/ports";
import { ticketIdIn } from "../domain/request";
import type { ReservationKey } from "../domain/storagePorts";
import { Problem } from "./api";

/** What makes two POSTs one, and tells whether they ask for the same. */
export interface Repeat extends ReservationKey {
  /** A ticket may ask again once its link is finished; a key of the caller's own stands for one link, 30 days long. */
  readonly untilFinished: boolean;
  readonly bodyHash: string;
}

/** The key header, else the ticket's id; without both each POST is a link. */
function keyOf(request: HttpRequest, sent: unknown) {
  const key = request.headers.get("idempotency-key");
  if (key === null) {
    const id = ticketIdIn(sent);
    return id === undefined ? undefined : { key: `ticket ${id}`, untilFinished: true };
  }
  if (/^[\x21-\x7e]{1,200}$/.test(key)) return { key: `key ${key}`, untilFinished: false };
  const message = "must be 1 to 200 printable characters without spaces";
  throw new Problem(400, "invalid_request", {
    detail: `The header Idempotency-Key ${message}.`,
    errors: [{ pointer: "", header: "Idempotency-Key", message }],
  });
}

/**
 * Which other POSTs this one is a repeat of. Bodies are compared as they were sent: what parsing makes of
 * one changes when a later release fills in a new default, and a repeat may come after that.
 */
export function repeatOf(
  request: HttpRequest,
  sent: unknown,
  { callerId, keys }: { callerId: string; keys: Pick<Keys, "sha256"> },
): Repeat | undefined {
  const key = keyOf(request, sent);
  return key && { ...key, callerId, bodyHash: keys.sha256(canonicalJson(sent)) };
}
