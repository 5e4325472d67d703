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

export interface TicketHook {
  /** Posts one event; throws ticket_not_reached (transient). */
  post(url: string, id: string, body: unknown): Promise<void>;
}

export type KeyPurpose = "mail" | "form" | "state";

/** Keyed and plain digests; the keys stay behind this port. */
export interface Keys {
  sha256(text: string): string;
  /** HMAC-SHA256 of purpose and text, base64url; with the current key unless a key id is given; throws `signing_key_gone`. */
  mac(purpose: KeyPurpose, text: string, kid?: string): string;
  /** Whether `mac` was made with any key still known. Compares in constant time. */
  verify(purpose: KeyPurpose, text: string, mac: string): boolean;
  currentKid(): string;
  /** Random bytes, base64url. */
  random(bytes: number): string;
}

/** The present, ISO 8601. */
export type Clock = () => string;

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
