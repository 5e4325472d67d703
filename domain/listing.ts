import type { Code } from "./errors";
import { erasedAddress } from "./erasure";
import type { LinkId } from "./ids";
import type { Link } from "./link";
import { linkView } from "./linkView";
import type { Outcome, Status, WaitingOn } from "./states";

/** When a link reached each stage that people ask about; null where it has not (yet). */
export interface Milestones {
  readonly asked: string;
  /** First press of Continue: opening a page writes nothing. */
  readonly opened: string | null;
  readonly consented: string | null;
  readonly signedIn: string | null;
  readonly linked: string | null;
}

/** A link as lists and the dashboard show it: all that a page needs, so that no link is read for it. */
export interface LinkSummary {
  readonly id: LinkId;
  readonly callerId: string;
  readonly status: Status;
  readonly outcome: Outcome | null;
  readonly waitingOn: WaitingOn;
  readonly since: string;
  readonly nextReminderAt: string | null;
  readonly expiresAt: string | null;
  readonly nextAction: string;
  /** Why it is parked, where it is. */
  readonly parked: Code | null;
  readonly directory: {
    readonly domain: string;
    readonly tenantId: string | null;
    readonly name: string | null;
  };
  readonly ticket: { readonly id: string } | null;
  readonly milestones: Milestones;
  readonly createdAt: string;
}

export function summaryOf(link: Link): LinkSummary {
  const view = linkView(link);
  return {
    id: link.id,
    callerId: link.callerId,
    status: view.status,
    outcome: view.outcome,
    waitingOn: view.waitingOn,
    since: view.since,
    nextReminderAt: view.nextReminderAt,
    expiresAt: view.expiresAt,
    nextAction: view.nextAction,
    parked: view.parked?.code ?? null,
    directory: view.directory,
    ticket: view.ticket,
    milestones: {
      asked: link.createdAt,
      opened: link.openedAt,
      consented: link.consent?.at ?? null,
      signedIn: link.account.signedInAt,
      linked: link.linkedAt,
    },
    createdAt: link.createdAt,
  };
}

/** Everybody's address that a link has to do with, each once, in lower case; nobody's once they are erased. */
export const addressesOf = ({ administrator, asked, request, pastWaits }: Link): string[] => [
  ...new Set(
    [
      administrator.email,
      request.administrator.email,
      request.account.email,
      ...asked.map(({ email }) => email),
      ...pastWaits.map((wait) => wait.decision?.to?.email ?? ""),
    ]
      .filter((address) => address.includes("@") && address !== erasedAddress)
      .map((address) => address.toLowerCase()),
  ),
];

/** What a list is asked for; every filter that is given has to hold. */
export interface ListFilter {
  readonly ticket?: string;
  /** Its domain as it was asked for. */
  readonly directory?: string;
  readonly status?: Status;
  readonly waitingOn?: WaitingOn;
  /** Of the administrator or the account. */
  readonly address?: string;
}

export interface ListPage {
  readonly items: readonly LinkSummary[];
  /** Where the next page begins; null after the last one. Not secret, and good for the same filter only. */
  readonly continuation: string | null;
}

/** Links in lists, newest first. Every method may throw `storage_busy`. */
export interface Listing {
  /** Links of these callers; throws `invalid_cursor` for a continuation that is not one of this filter. */
  page(asked: {
    callerIds: readonly string[];
    filter: ListFilter;
    /** 1 to 100. */
    top: number;
    continuation: string | null;
  }): Promise<ListPage>;
}
