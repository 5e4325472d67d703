/** What became of one post to a callback, where there was no answer: our own code, one line of meaning each. */
export const deliveryCodes = {
  not_allowed: "the URL is not on a host that is declared for this caller, or not https",
  address_refused: "the host's name leads to an address that is not on the public internet",
  name_not_found: "the host's name is not known",
  not_trusted: "the host's certificate is not valid for it",
  not_reached: "no connection, or it was closed before an answer came",
  too_slow: "no answer within three seconds",
  bad_answer: "the answer was not HTTP, or its headers were too large",
} as const;
export type DeliveryCode = keyof typeof deliveryCodes;

/** One post and what came back: a status, or the code that says why there was none. */
export interface Delivery {
  readonly status: number | null;
  readonly code: DeliveryCode | null;
  /** Seconds that the receiver asked us to wait (429 and 503 only). */
  readonly retryAfter: number | null;
}

export const isDelivered = ({ status }: Delivery): boolean =>
  status !== null && status >= 200 && status <= 299;
