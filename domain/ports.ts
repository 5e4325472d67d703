import type { Delivery } from "./delivery";
import type { LinkId } from "./ids";
import type { Link } from "./link";

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
}
export interface Mailer {
  send(mail: Mail): Promise<void>;
}

/** One event on its way to a caller's callback. */
export interface WebhookPost {
  readonly url: string;
  /** The header `webhook-id`: the same whenever the same event is sent. */
  readonly id: string;
  readonly body: unknown;
  /** As it is declared now; undefined where it is no more. */
  readonly caller: Pick<Caller, "callbackHosts" | "webhookKeys"> | undefined;
}
export interface TicketHook {
  /** Posts one event, signed. A receiver's failure is an answer, nothing to throw. */
  post(event: WebhookPost): Promise<Delivery>;
}

/**
 * Tells a link's callback what it has not heard, for at most about `patienceMs`. `heard`: nothing is
 * left to tell, or nobody to tell it to. `later`: a follow-up stands for the rest. An event that is not
 * taken is one line for `warn`.
 */
export type DeliverEvents = (
  linkId: LinkId,
  patienceMs: number,
  warn: (line: string) => void,
) => Promise<"heard" | "later">;

export type KeyPurpose = "mail" | "form" | "state" | "limit" | "address";

/** Keyed and plain digests; the keys stay behind this port. */
export interface Keys {
  sha256(text: string): string;
  /** HMAC-SHA256 of purpose and text, base64url; with the current key unless a key id is given; throws `signing_key_gone`. */
  mac(purpose: KeyPurpose, text: string, kid?: string): string;
  /** The same with every known key, the current one first: what was kept under an older one is found by it. */
  macs(purpose: KeyPurpose, text: string): readonly string[];
  /** Whether `mac` was made with any key still known. Compares in constant time. */
  verify(purpose: KeyPurpose, text: string, mac: string): boolean;
  currentKid(): string;
  /** Random bytes, base64url. */
  random(bytes: number): string;
}

/** The present, ISO 8601. */
export type Clock = () => string;

/** Lets so many real milliseconds go by. */
export type Pause = (ms: number) => Promise<unknown>;

/** Starts and wakes orchestrations; the doors and the sweeper use it. */
export interface Engine {
  start(linkId: LinkId): Promise<void>;
  /** Starts the run that ends the link's access. */
  startEnd(linkId: LinkId): Promise<void>;
  /** Deletes the history of a link's runs; false, and nothing is deleted, while one of them is running. */
  purge(linkId: LinkId): Promise<boolean>;
  /** Wakes the run that waits on wait `n`. */
  wake(link: Pick<Link, "id" | "ending">, n: number): Promise<void>;
}

export interface Caller {
  readonly id: string;
  readonly displayName: string;
  readonly domain: string;
  readonly apiKeyHashes: readonly string[];
  readonly roles: readonly string[];
  readonly callbackHosts: readonly string[];
  /** App ids whose access tokens stand for this caller. */
  readonly appIds: readonly string[];
  /** Keys that sign webhooks to it (`whsec_…`): the first is the current one. */
  readonly webhookKeys: readonly string[];
}
