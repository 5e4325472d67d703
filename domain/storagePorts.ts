import type { Agreement } from "./agreement";
import type { Change } from "./changes";
import type { LinkId, TenantId } from "./ids";
import type { Link, StoredEvent } from "./link";
import type { Outbox } from "./outbox";

/** The product's own rows. Every method may throw `storage_busy` (transient). */
export interface Links {
  /** Inserts a new link; false when the id exists. */
  insert(change: Change): Promise<boolean>;
  read(linkId: LinkId): Promise<Link | undefined>;
  /**
   * Reads, applies `change` and writes row and events in one conditional transaction; when somebody
   * else wrote in between it reads and applies again, so `change` must be pure. `undefined` from it
   * means: leave the row. Answers the row as it now is; throws `not_found` (final).
   */
  change(linkId: LinkId, change: (link: Link) => Change | undefined): Promise<Link>;
  /** Events with a seq greater than `after`, in order. */
  events(linkId: LinkId, after: number): Promise<StoredEvent[]>;
}

/** One try of a person to sign in: made at Continue, used once, short-lived. */
export interface Attempt {
  readonly linkId: LinkId;
  readonly n: number;
  readonly purpose: "grant" | "proof" | "signIn" | "own" | "end";
  readonly planHash: string;
  /** What this try agrees to; the plan hash is of it. */
  readonly agreed: Agreement;
  readonly nonce: string;
  readonly verifier: string;
  /** SHA-256 of the cookie that binds the attempt to the browser that began it. */
  readonly cookieHash: string;
  readonly expiresAt: string;
}

export interface Attempts {
  /** `key` is the SHA-256 of the state. */
  insert(key: string, attempt: Attempt): Promise<void>;
  read(key: string, linkId: LinkId): Promise<Attempt | undefined>;
  /** Marks the attempt used; false when somebody else was first. */
  use(key: string, linkId: LinkId): Promise<boolean>;
  /** Deletes every attempt of a link. */
  forget(linkId: LinkId): Promise<void>;
}

/** Remembers things that have to happen even if the process dies right after the note. */
export type FollowUpKind =
  | "start"
  | "wake"
  | "session"
  /** A session that no answer may have claimed. */
  | "unclaimed"
  | "endDate"
  | "startEnd"
  /** A change whose lists and feed may not be written yet. */
  | "relay"
  /** Events that the ticket has not heard. */
  | "webhook"
  /** The event that a callback did not take, due since it happened: what health and metrics tell the outbox's age by. */
  | "untold"
  /** The engine's history of a finished link. */
  | "purge"
  /** Names and addresses of a finished link. */
  | "erase";
export interface FollowUp {
  readonly kind: FollowUpKind;
  readonly linkId: LinkId;
  /** wake: the wait's number; untold: the event's; session and unclaimed: the session's id; purge and erase: when the link finished; others: empty. */
  readonly detail: string;
  readonly dueAt: string;
}
export interface FollowUps {
  note(followUp: FollowUp): Promise<void>;
  due(kind: FollowUpKind, now: string): Promise<FollowUp[]>;
  /** Without `dueAt` a follow-up for a later day may stay until then; its handler has nothing to do. */
  done(followUp: Pick<FollowUp, "kind" | "linkId" | "detail"> & Partial<FollowUp>): Promise<void>;
}

/** One POST is one link: what a caller's idempotency key stands for. */
export interface Reservation {
  readonly linkId: LinkId;
  readonly bodyHash: string;
  /** When it was made, or taken over last; null for one that never gets too old. */
  readonly createdAt: string | null;
}
export interface ReservationKey {
  readonly callerId: string;
  readonly key: string;
}
/** A reservation as the sweeper finds it; `row` names it. */
export interface AgedReservation {
  readonly row: string;
  readonly linkId: LinkId;
  /** Stands for the row as it was found. */
  readonly etag: string;
}
export interface Reservations {
  /** What the key stands for now. */
  read(scope: ReservationKey): Promise<Reservation | undefined>;
  /** Reserves the key, or answers what it already stands for. */
  reserve(scope: ReservationKey, wanted: Reservation): Promise<Reservation>;
  /** The links that the keys of one caller stand for. */
  list(callerId: string): Promise<LinkId[]>;
  /** Puts `wanted` in the place of `from` and answers this very object, unless somebody else was first: then what stands. */
  renew(scope: ReservationKey, from: Reservation, wanted: Reservation): Promise<Reservation>;
  /** Gives the key free, where `standing` still stands for it. */
  release(scope: ReservationKey, standing: Reservation): Promise<void>;
  /** A caller's reservations that were made before. */
  aged(callerId: string, before: string): Promise<AgedReservation[]>;
  /** Deletes what is as it was found; one that was renewed since stays. */
  forget(callerId: string, found: AgedReservation): Promise<void>;
}

/** How far each link's callback has heard its events. */
export interface Outboxes {
  read(linkId: LinkId): Promise<Outbox>;
  /**
   * Reads, applies `change` and writes by ETag; when somebody else wrote in between it reads and
   * applies again, so `change` must be pure. `undefined` from it leaves the row. Answers it as it now is.
   */
  change(linkId: LinkId, change: (outbox: Outbox) => Outbox | undefined): Promise<Outbox>;
}

/** The sealed sessions: refresh tokens encrypted in rows of their own, one per consent. */
export interface SessionRows {
  put(key: SessionKey, sealed: string): Promise<void>;
  /** Puts `sealed` where `from` is; a session that was deleted or replaced meanwhile stays so. */
  renew(key: SessionKey, from: string, sealed: string): Promise<void>;
  get(key: SessionKey): Promise<string | undefined>;
  /** Deletes one session, or all of the link. */
  remove(linkId: LinkId, sessionId?: string): Promise<void>;
}
export interface SessionKey {
  readonly linkId: LinkId;
  readonly sessionId: string;
}

/** Two open links for one directory and address would share a guest: there is one at a time. */
export interface OpenLinks {
  /** Claims the pair for a link; answers the link that has it, finished ones give way. */
  claim(whose: { tenantId: TenantId; address: string }, linkId: LinkId): Promise<LinkId>;
  /** Gives the pair free where this link has it; safe to repeat. */
  release(whose: { tenantId: TenantId; address: string }, linkId: LinkId): Promise<void>;
  holder(whose: { tenantId: TenantId; address: string }): Promise<LinkId | undefined>;
  /** How many other links of the directory are open. */
  countOthers(tenantId: TenantId, than: LinkId): Promise<number>;
}
