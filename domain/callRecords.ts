import type { LinkId } from "./ids";

/** One call that a step made to Microsoft, as evidence: no address, name, query or body. */
export interface CallRecord {
  readonly at: string;
  /** Name of the activity or door that made it. */
  readonly step: string;
  readonly method: string;
  /** The path with ids, without query: `/v1.0/invitations`. */
  readonly path: string;
  /** Of HTTP; 0 where no answer came. */
  readonly status: number;
  /** Microsoft's `request-id`, to quote when asking Microsoft; null where none came. */
  readonly requestId: string | null;
}

/** Calls made for a link, in rows of their own in the link's partition. */
export interface CallRecords {
  add(linkId: LinkId, records: readonly CallRecord[]): Promise<void>;
  /** In the order in which they were made. */
  of(linkId: LinkId): Promise<readonly CallRecord[]>;
}
