import type { LinkSummary, ListFilter } from "../domain/listing";
import { isFinished, statuses } from "../domain/states";
import { newestFirst, periodOf } from "./timeKeys";

/** The name of a list: `status.declined`, `ticket.` and a hash; an address or ticket never stands in a key. */
export interface ListNames {
  readonly hash: (text: string) => string;
  /** Digests of an address with every known key, the current one first: the rows alone are no way to try addresses. */
  readonly ofAddress: (address: string) => readonly string[];
}

/** The lists a link is in; `addresses` of everybody who was asked, and of the account. */
export const listsOf = (
  { hash, ofAddress }: ListNames,
  summary: LinkSummary,
  addresses: readonly string[],
): string[] => [
  "all",
  `directory.${summary.directory.domain}`,
  `status.${summary.status}`,
  `waiting.${summary.waitingOn}`,
  ...(summary.ticket ? [`ticket.${hash(summary.ticket.id)}`] : []),
  ...addresses.map((address) => `address.${ofAddress(address)[0] ?? ""}`),
];

/**
 * The list that holds the fewest links besides those asked for; what it does not say is compared by columns.
 * An address has one under each known key.
 */
export function listsFor({ hash, ofAddress }: ListNames, filter: ListFilter) {
  const { ticket, address, directory, status, waitingOn } = filter;
  const where = columnsOf({ hash }, filter);
  if (ticket === undefined && address !== undefined)
    return { lists: ofAddress(address).map((one) => `address.${one}`), where };
  const list =
    (ticket !== undefined && `ticket.${hash(ticket)}`) ||
    (directory !== undefined && `directory.${directory}`) ||
    (status !== undefined && `status.${status}`) ||
    (waitingOn !== undefined && `waiting.${waitingOn}`) ||
    "all";
  return { lists: [list], where };
}

/** What a row can be compared by besides its list. */
export const columnsOf = (
  { hash }: Pick<ListNames, "hash">,
  { ticket, directory, status, waitingOn }: ListFilter,
): Record<string, string> => ({
  ...(ticket === undefined ? {} : { ticket: hash(ticket) }),
  ...(directory === undefined ? {} : { directory }),
  ...(status === undefined ? {} : { status }),
  ...(waitingOn === undefined ? {} : { waitingOn }),
});

/** Where a link stands in its lists: by when it was asked for, newest first, then by its id. */
export const rowOf = ({ createdAt, id }: Pick<LinkSummary, "createdAt" | "id">): string =>
  `${newestFirst(createdAt)}~${id}`;

const endless = [
  "all",
  "waiting.nobody",
  ...statuses.filter(isFinished).map((status) => `status.${status}`),
];
/** Links leave the other lists again, or are few there; these grow for ever and are cut by four weeks. */
export const isEndless = (list: string): boolean => endless.includes(list);

/** A caller's list; caller ids have no `~`. */
export const ownList = (callerId: string, list: string): string => `${callerId}~${list}`;

export const periodPartition = (own: string, period: number): string =>
  `${own}~${String(period).padStart(5, "0")}`;

export function partitionOf(callerId: string, list: string, row: string): string {
  const own = ownList(callerId, list);
  return isEndless(list) ? periodPartition(own, periodOf(row)) : own;
}
